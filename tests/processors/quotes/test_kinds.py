"""Quotations and what only looks like one."""

import pytest

from processors.quotes import find_quotations


def kinds(text: str, language: str) -> list[str]:
    return [q.kind for q in find_quotations(text, language, [])]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "“We will wait,” said Ann Bell.", ["direct"]),
        ("en", "Ann Bell said the town had “waited long enough for it”.", ["mixed"]),
        ("en", "She starred in the film “Winter Harbour”.", []),
        ("en", "The so-called “snow tax” was dropped in March.", []),
        ("en", "They played “Blue Lantern” and “Stone Road” all night.", []),
        ("de", "„Wir warten“, sagte Anna Bell.", ["direct"]),
        ("de", "Anna Bell sagte, man habe „lange genug darauf gewartet“.", ["mixed"]),
        ("de", "Die Zeitschrift „Der Bote“ erscheint nicht mehr.", []),
        ("de", "Der so genannte „kalte Hafen“ ist leer.", []),
        ("fr", "Le film « Port d'hiver » sort en mai.", []),
        ("ru", "Газета «Северный маяк» закрылась.", []),
    ],
)
def test_kinds(language: str, text: str, expected: list[str]) -> None:
    assert kinds(text, language) == expected


def test_confidence_says_which_are_doubtful() -> None:
    sure, doubtful = (
        find_quotations(text, "en", [])[0].confidence
        for text in ("“We will wait as long as it takes,” said Ann Bell.", "Critics feared a “rather long wait”.")
    )
    assert 0.0 <= doubtful < sure <= 1.0
