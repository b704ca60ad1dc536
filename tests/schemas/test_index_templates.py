"""The index templates: one analyzer a language, nothing undeclared, names that agree with each other."""

from fnmatch import fnmatch
from typing import Any

import pytest

from processors.language_codes import INDISTINCT, NEWS_LANGUAGES, language_code
from schemas.index_analysis import SHORTEST_MEMBER, german_members
from schemas.index_templates import (
    ANALYZERS,
    OTHER_LANGUAGES,
    articles_alias,
    articles_index,
    body_field,
    component_templates,
    dead_letters_index,
    index_templates,
    metrics_alias,
    metrics_index,
    quotes_alias,
    quotes_index,
    state_index,
)

# "Language analyzers" of Elasticsearch's reference.
ELASTICSEARCH_ANALYZERS = {
    "arabic", "armenian", "basque", "bengali", "brazilian", "bulgarian", "catalan", "cjk", "czech", "danish", "dutch",
    "english", "estonian", "finnish", "french", "galician", "german", "greek", "hindi", "hungarian", "indonesian",
    "irish", "italian", "latvian", "lithuanian", "norwegian", "persian", "portuguese", "romanian", "russian", "serbian",
    "sorani", "spanish", "swedish", "turkish", "thai",
}  # fmt: skip


def properties(kind: str) -> dict[str, Any]:
    fields: dict[str, Any] = index_templates("news")[f"news-{kind}"]["template"]["mappings"]["properties"]
    return fields


def test_every_language_analyzer_is_used() -> None:
    used = {name for name in ANALYZERS.values() if not name.startswith("quotewire_")}
    # `pt` cannot say whose Portuguese it is, Portugal's drops less; the others have one of our own.
    assert used == ELASTICSEARCH_ANALYZERS - {"brazilian", "german", "italian", "swedish"}


def test_only_languages_that_detection_takes_for_one_another_share_an_analyzer() -> None:
    codes: dict[str, set[str]] = {}
    for code, name in ANALYZERS.items():
        codes.setdefault(name, set()).add(code)
    shared = {name: group for name, group in codes.items() if len(group) > 1}
    assert shared.pop("cjk") == {"ja", "ko", "zh"}
    assert all(any(group <= alike for alike in INDISTINCT) for group in shared.values())


def test_languages_are_named_as_detection_names_them() -> None:
    assert [code for code in ANALYZERS if language_code(code) != code] == [], "these bodies are never filled"
    assert set(ANALYZERS) <= NEWS_LANGUAGES


@pytest.mark.parametrize("field", ["body", "heading"])
def test_text_has_a_field_for_each_language_and_one_for_the_rest(field: str) -> None:
    languages = properties("articles")[field]["properties"]
    assert set(languages) == {*ANALYZERS, OTHER_LANGUAGES}
    assert {code: each["analyzer"] for code, each in languages.items() if code != OTHER_LANGUAGES} == ANALYZERS
    assert all(set(each["fields"]) == {"exact"} for each in languages.values())
    assert properties("quotes")["body"] == properties("articles")["body"]


def test_every_analyzer_of_our_own_is_defined() -> None:
    for prefix in ("news", "blue"):
        for template in index_templates(prefix).values():
            components = [component_templates(prefix)[name] for name in template["composed_of"]]
            defined = {
                name for component in components for name in component["template"]["settings"]["analysis"]["analyzer"]
            }
            used = {name for name in analyzers(template["template"]["mappings"]) if name.startswith("quotewire_")}
            assert used <= defined


def analyzers(mapping: dict[str, Any]) -> set[str]:
    """All analyzers that a mapping and what is inside of it name."""
    found = {mapping[key] for key in ("analyzer", "search_analyzer") if isinstance(mapping.get(key), str)}
    return found.union(*(analyzers(inner) for inner in mapping.values() if isinstance(inner, dict)))


def test_german_members_are_words_that_a_compound_can_end_in() -> None:
    members = german_members()
    assert 900 < len(members) < 1500
    assert all(word.isalpha() and word == word.lower() and len(word) >= SHORTEST_MEMBER for word in members)
    assert {"minister", "erweiterung", "straßen", "strassen"} <= set(members)


@pytest.mark.parametrize("kind", ["persons", "organisations", "locations", "authors"])
def test_names_are_facets_and_found_by_words_and_beginnings(kind: str) -> None:
    field = properties("articles")[kind]
    assert (field["type"], set(field["fields"])) == ("keyword", {"text", "prefix"})
    assert properties("quotes")["speaker"] == field


@pytest.mark.parametrize(
    ("language", "field"),
    [
        ("de", "de"),
        ("zh", "zh"),
        ("und", "other"),
        ("mixed", "other"),
        ("sw", "other"),
        ("uk", "uk"),
        ("hr", "hr"),
        ("", "other"),
    ],
)
def test_other_languages_share_a_body(language: str, field: str) -> None:
    assert body_field(language) == field


def test_mappings_are_strict() -> None:
    for template in index_templates("news").values():
        assert template["template"]["mappings"]["dynamic"] == "strict"


def test_the_text_is_stored_and_not_searched() -> None:
    for kind in ("articles", "quotes"):
        assert properties(kind)["text"] == {"type": "keyword", "index": False, "doc_values": False}


def test_index_names_match_their_own_template_and_no_other() -> None:
    names = {articles_alias: articles_index, quotes_alias: quotes_index, metrics_alias: metrics_index}
    for prefix in ("news", "n2.x"):
        templates = index_templates(prefix)
        for alias, index in names.items():
            for month in ("2026.09", "archive"):
                matching = [
                    name for name, template in templates.items()
                    if any(fnmatch(index(prefix, month), pattern) for pattern in template["index_patterns"])
                ]  # fmt: skip
                assert matching == [alias(prefix)]
                assert list(templates[alias(prefix)]["template"]["aliases"]) == [alias(prefix)]
        for name in (state_index(prefix), dead_letters_index(prefix)):
            assert templates[name]["index_patterns"] == [name]
            assert "aliases" not in templates[name]["template"]


def test_templates_do_not_share_what_a_caller_may_change() -> None:
    index_templates("news")["news-articles"]["template"]["mappings"]["properties"].clear()
    assert properties("articles")
