"""Sentences as news writes them, language by language: quotation, cue and speaker."""

import pytest

from processors.quotes import find_quotations
from schemas.annotations import Entity


def attributions(text: str, language: str, *people: str) -> list[tuple[str, str | None, str | None]]:
    """The quotations of `text` as (what is quoted, cue, speaker); `people` are the persons named in it."""
    entities = []
    for name in people:
        start = text.index(name)
        entities.append(Entity(text=name, label="PER", start=start, end=start + len(name), canonical=name))
    return [
        (q.text[1:-1].strip(), q.cue.text if q.cue else None, q.speaker.text if q.speaker else None)
        for q in find_quotations(text, language, entities)
    ]


SENTENCES = {
    "en": [
        ("“It took us years,” mused the pastor.", ("It took us years,", "mused", "the pastor")),
        (
            "The bridge, affirmed Ann Bell, is “older than the town”.",
            ("older than the town", "affirmed", "Ann Bell"),
            "Ann Bell",
        ),
        (
            "According to the sheriff, the bridge is “in no way safe”.",
            ("in no way safe", "According to", "the sheriff"),
        ),
    ],
    "de": [
        (
            "„Die Brücke ist sicher“, stellte Jana Holm, die Leiterin des Bauamts, am Montag klar.",
            ("Die Brücke ist sicher", "stellte", "Jana Holm"),
            "Jana Holm",
        ),
        (
            "Die Brücke, so räumte der Bürgermeister ein, sei „seit Jahren nicht mehr sicher“.",
            ("seit Jahren nicht mehr sicher", "räumte", "der Bürgermeister"),
        ),
        (
            "Nach Angaben der Feuerwehr war die Lage „zu keiner Zeit gefährlich“.",
            ("zu keiner Zeit gefährlich", "Nach Angaben", "der Feuerwehr"),
        ),
    ],
    "nl": [
        (
            '"De brug is weer veilig", voegde burgemeester Anna Bel daar woensdag aan toe.',
            ("De brug is weer veilig", "voegde", "Anna Bel"),
            "Anna Bel",
        ),
        (
            'De minister liet weten dat de brug "voorlopig dicht" blijft.',
            ("voorlopig dicht", "liet weten", "De minister"),
        ),
        ('Volgens de politie was de toestand "zeer ernstig".', ("zeer ernstig", "Volgens", "de politie")),
        (
            '"We gaan door", aldus een woordvoerster van het bedrijf.',
            ("We gaan door", "aldus", "een woordvoerster van het bedrijf"),
        ),
    ],
    "sv": [
        ("”Bron är säker igen”, lade borgmästaren till på tisdagen.", ("Bron är säker igen", "lade", "borgmästaren")),
        (
            "Ministern anmärkte att bron är ”alldeles för gammal”.",
            ("alldeles för gammal", "anmärkte", "Ministern"),
        ),
        ("Enligt polisen var läget ”mycket allvarligt”.", ("mycket allvarligt", "Enligt", "polisen")),
    ],
    "da": [
        ("»Vi er ikke færdige«, slog landstræneren fast.", ("Vi er ikke færdige", "slog", "landstræneren")),
        ("Ministeren fastholdt, at broen er »alt for gammel«.", ("alt for gammel", "fastholdt", "Ministeren")),
        ("Ifølge politiet var situationen »meget alvorlig«.", ("meget alvorlig", "Ifølge", "politiet")),
    ],
    "nb": [
        ("«Broen er trygg igjen», la ordføreren til tirsdag.", ("Broen er trygg igjen", "la", "ordføreren")),
        ("Statsråden hevdet at broen er «altfor gammel».", ("altfor gammel", "hevdet", "Statsråden")),
        ("Ifølge politiet var situasjonen «svært alvorlig».", ("svært alvorlig", "Ifølge", "politiet")),
        ("«Brua er trygg», seier ordføraren.", ("Brua er trygg", "seier", "ordføraren")),
    ],
    "id": [
        (
            '"Jembatan ini ditutup besok," kata juru bicara polisi.',
            ("Jembatan ini ditutup besok,", "kata", "juru bicara polisi"),
        ),
        (
            'Menurut wali kota, jembatan itu "terlalu tua".',
            ("terlalu tua", "Menurut", "wali kota"),
        ),
        ('Menteri menegaskan bahwa jembatan itu "tidak aman".', ("tidak aman", "menegaskan", "Menteri")),
        ('"Kami akan membuka jembatan itu," ujarnya.', ("Kami akan membuka jembatan itu,", "ujar", "nya")),
    ],
}
CASES = [(language, *sentence) for language, sentences in SENTENCES.items() for sentence in sentences]


@pytest.mark.parametrize(("language", "text", "expected", "people"), [(*case[:3], case[3:]) for case in CASES])
def test_a_sentence_of_news(language: str, text: str, expected: tuple[str, str, str], people: tuple[str, ...]) -> None:
    assert attributions(text, language, *people) == [expected]
