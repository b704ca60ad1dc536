"""The index templates: one analyzer a language, nothing undeclared, names that agree with each other."""

from collections import Counter
from fnmatch import fnmatch
from typing import Any

import pytest

from processors.language_codes import NEWS_LANGUAGES, language_code
from schemas.index_templates import (
    ANALYZERS,
    OTHER_LANGUAGES,
    articles_alias,
    articles_index,
    body_field,
    component_templates,
    index_templates,
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


def test_every_language_analyzer_is_used_once() -> None:
    used = Counter(ANALYZERS.values())
    assert set(used) == ELASTICSEARCH_ANALYZERS - {"brazilian"}  # `pt` cannot say which; Portugal's drops less
    assert {name for name, count in used.items() if count > 1} == {"cjk"}
    assert sorted(code for code, name in ANALYZERS.items() if name == "cjk") == ["ja", "ko", "zh"]


def test_languages_are_named_as_detection_names_them() -> None:
    unreachable = {code for code in ANALYZERS if language_code(code) != code}
    assert unreachable <= {"ckb"}, "these bodies are never filled"
    assert set(ANALYZERS) - unreachable <= NEWS_LANGUAGES


@pytest.mark.parametrize("kind", ["articles", "quotes"])
def test_body_has_a_field_for_each_language_and_one_for_the_rest(kind: str) -> None:
    body = properties(kind)["body"]["properties"]
    assert set(body) == {*ANALYZERS, OTHER_LANGUAGES}
    assert {code: field["analyzer"] for code, field in body.items() if code != OTHER_LANGUAGES} == ANALYZERS
    assert (
        body[OTHER_LANGUAGES]["analyzer"]
        in component_templates("news")["news-analysis"]["template"]["settings"]["analysis"]["analyzer"]
    )


@pytest.mark.parametrize(
    ("language", "field"),
    [("de", "de"), ("zh", "zh"), ("und", "other"), ("mixed", "other"), ("sw", "other"), ("uk", "other"), ("", "other")],
)
def test_other_languages_share_a_body(language: str, field: str) -> None:
    assert body_field(language) == field


def test_mappings_are_strict_and_compose_the_analysis() -> None:
    for prefix in ("news", "blue"):
        for template in index_templates(prefix).values():
            assert template["template"]["mappings"]["dynamic"] == "strict"
            assert template["composed_of"] == list(component_templates(prefix))


def test_the_text_is_stored_and_not_searched() -> None:
    for kind in ("articles", "quotes"):
        assert properties(kind)["text"] == {"type": "keyword", "index": False, "doc_values": False}


def test_index_names_match_their_own_template_and_no_other() -> None:
    names = {articles_alias: articles_index, quotes_alias: quotes_index}
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
        assert templates[state_index(prefix)]["index_patterns"] == [state_index(prefix)]
        assert "aliases" not in templates[state_index(prefix)]["template"]


def test_templates_do_not_share_what_a_caller_may_change() -> None:
    index_templates("news")["news-articles"]["template"]["mappings"]["properties"].clear()
    assert properties("articles")
