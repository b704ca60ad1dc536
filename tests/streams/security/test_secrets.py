"""Secrets from files: read again when they change, kept when they cannot be read, shown nowhere."""

import logging
from pathlib import Path

import pytest

from streams.security.secrets import BadSecretFile, hide, secret_in, without_secrets
from streams.settings import Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.write_text("first-one\n")
    path.chmod(0o600)
    return path


def test_a_variable_made_from_a_file_may_end_with_its_newline() -> None:
    settings = Settings(_env_file=None, elasticsearch_api_key="first-one\n")
    assert settings.secret("elasticsearch_api_key") == "first-one"
    assert without_secrets("ApiKey first-one") == "ApiKey ********"


def test_a_secret_that_begins_another_does_not_uncover_its_end() -> None:
    short, long = "a-begin", "a-beginning-and-end"
    for secret in (short, long):
        hide(secret)
    assert without_secrets(f"{long} {short}") == "******** ********"


def replace(path: Path, text: str) -> None:
    new = path.with_suffix(".new")
    new.write_text(text)
    new.replace(path)


@pytest.mark.parametrize(("written", "secret"), [("a b", "a b"), ("ab\n", "ab"), ("ab\r\n", "ab"), (" ä\n", " ä")])
def test_one_newline_at_the_end_is_none_of_the_secret(file: Path, written: str, secret: str) -> None:
    replace(file, written)
    assert secret_in(file) == secret


@pytest.mark.parametrize("written", [b"", b"\n", b"a\n\n", b"a\nb", b"\xff\xfe", b"a" * 70_000, b"a\0"])
def test_a_file_that_holds_no_secret_is_refused_without_being_shown(file: Path, written: bytes) -> None:
    file.write_bytes(written)
    with pytest.raises(BadSecretFile) as caught:
        secret_in(file)
    assert str(file) in str(caught.value)
    assert "aaa" not in str(caught.value)


def test_a_replaced_file_counts_at_once(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = Settings(_env_file=None, elasticsearch_api_key_file=file)
    assert settings.secret("elasticsearch_api_key") == "first-one"
    with caplog.at_level(logging.INFO):
        replace(file, "second-one")
        assert settings.secret("elasticsearch_api_key") == "second-one"
    assert [record.getMessage() for record in caplog.records] == [
        f"{file} has changed: its new secret counts from now on"
    ]


@pytest.mark.parametrize("become", ["", None])
def test_a_file_that_is_away_or_empty_for_a_moment_changes_nothing(file: Path, become: str | None) -> None:
    assert secret_in(file) == "first-one"
    if become is None:
        file.unlink()
    else:
        replace(file, become)
    assert secret_in(file) == "first-one"
    replace(file, "second-one")
    assert secret_in(file) == "second-one"


@pytest.mark.parametrize(("mode", "warnings"), [(0o600, 0), (0o640, 0), (0o644, 1)])
def test_a_file_that_everybody_can_read_is_warned_of_once(
    file: Path, mode: int, warnings: int, caplog: pytest.LogCaptureFixture
) -> None:
    file.chmod(mode)
    for text in ("one-one", "two-two"):
        secret_in(file)
        replace(file, text)
        file.chmod(mode)
    assert len([record for record in caplog.records if "everybody" in record.getMessage()]) == warnings


def test_short_words_are_not_hidden() -> None:
    hide("abc")
    assert without_secrets("abc abcd") == "abc abcd"
