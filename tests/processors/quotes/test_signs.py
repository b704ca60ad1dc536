"""The sets of signs: that each stands in one place, and that each text sees all of its signs."""

import re
from pathlib import Path

import pytest

from processors import quotes
from processors.quotes import find_quotations, signs

PACKAGE = Path(quotes.__file__).parent
LITERAL = re.compile(
    r'frozenset\("([^"]+)"\)|in "([^"]+)"|in \{((?:"[^"]{1,2}"(?:, )?)+)\}|\[((?:"[^"]{1,2}"(?:, )?)+)\]'
)
"""A set of signs written out."""


def written_out(source: str) -> list[set[str]]:
    found = []
    for match in LITERAL.finditer(source):
        text = next(group for group in match.groups() if group)
        found.append({sign for sign in text if not sign.isspace() and sign not in '",'} if '"' in text else set(text))
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*.py")), ids=lambda path: path.name)
def test_no_file_has_dashes_commas_or_sentence_ends_of_its_own(path):
    if path.name == "signs.py":
        return
    kinds = {
        "dashes": signs.LONG_DASHES,
        "sentence ends": signs.TERMINAL - {".", "!", "…"},
        "commas": signs.COMMAS - {",", "、"},
    }
    for kind, known in kinds.items():
        assert not [found for found in written_out(path.read_text(encoding="utf-8")) if len(found & known) > 1], kind


@pytest.mark.parametrize("dash", sorted(signs.LONG_DASHES))
def test_every_dash_ends_a_dateline(dash):
    text = f"HARBOUR ISLE (NP) {dash} The bridge will stay closed until May, Ann Bell said."
    assert [q.text for q in find_quotations(text, "en", [])] == ["The bridge will stay closed until May"]


@pytest.mark.parametrize("comma", sorted(signs.COMMAS))
def test_every_comma_parts_a_statement_from_its_attribution(comma):
    text = f"The bridge will stay closed until May{comma} Ann Bell said."
    assert [q.text for q in find_quotations(text, "en", [])] == ["The bridge will stay closed until May"]


@pytest.mark.parametrize("end", sorted(signs.TERMINAL))
def test_every_sentence_end_ends_the_sentence_of_a_cue(end):
    text = f"The boats came in{end} Ann Bell said that the bridge was closed."
    assert [q.text for q in find_quotations(text, "en", [])] == ["that the bridge was closed"]


def test_sets_that_contain_each_other():
    assert signs.CLOSED_TERMINAL < signs.TERMINAL
    assert signs.FULL_STOPS < signs.TERMINAL
    assert signs.QUESTION_MARKS < signs.TERMINAL
    assert {sign for sign in signs.DASHES if len(sign) == 1} == set(signs.DASH_SIGNS)
    assert signs.ROUND_OPENING < signs.OPENING_BRACKETS
    assert not signs.STOPS & signs.TERMINAL


def test_owners_are_seen_alike_in_tokens_and_in_texts():
    owners = ["Crane's", "Crane’s", "CRANE’S", "Jones' ", "Jones’ "]
    others = ["Crane", "Cranes", "O'Neil", "Jones'", "l'eau"]
    assert [word for word in owners + others if signs.POSSESSIVE.search(word[-2:])] == owners
