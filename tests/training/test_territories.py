"""The tables of countries and cities are what CLDR says."""

from training.territories import CITIES, LEFT_OUT, REGIONS, TABLE, TABLES, cities_table, table


def test_the_tables_are_current() -> None:
    assert TABLE.read_text("utf-8") == table(), "run `python -m training.territories`"
    assert CITIES.read_text("utf-8") == cities_table(), "run `python -m training.territories`"


def test_the_licence_lies_beside_it() -> None:
    assert "UNICODE LICENSE V3" in (TABLES / "LICENSE.unicode").read_text("utf-8")


def test_codes_are_of_iso_3166_and_un_m49() -> None:
    lines = [line for line in table().splitlines() if line and line[0] not in "#["]
    codes = {line.partition(" ")[0] for line in lines}
    assert 230 < len(codes) < 270
    assert {"US", "DE", "XK", "150"} <= codes
    assert codes.isdisjoint(LEFT_OUT)
    assert all(code in REGIONS or (len(code) == 2 and code.isupper()) for code in codes)


def test_cities_have_no_invisible_characters_and_are_no_stations_or_islands():
    names = [line.partition(" ")[2] for line in cities_table().splitlines() if line and line[0] not in "#["]
    assert "Reykjavík" in names and "Warszawa" in names
    assert not any("\u00ad" in name or "UTC" in name or "GMT" in name for name in names)
    assert not any(line.startswith(("Antarctica", "Etc", "America/Thule")) for line in cities_table().splitlines())
