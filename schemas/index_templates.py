"""The Elasticsearch indices: which exist, how they are named, which template each follows.

    <prefix>-articles-v1-YYYY.MM    one document an article                 alias <prefix>-articles
    <prefix>-quotes-v1-YYYY.MM      one document a quotation                alias <prefix>-quotes
    <prefix>-state                  one small document an article: version, month, number of quotations, deleted
    <prefix>-dead-letters           one document a dead letter
    <prefix>-metrics-YYYY.MM        one document an agent's process and 10 s  alias <prefix>-metrics

`v1` is the generation: `quotewire reindex` fills the next one (`v2`, with a `<prefix>-state-v2` of its own) beside it,
and moves the aliases. The text as published is stored in `text` and not searched; what is searched
is `body.<language>` and `heading.<language>`, analysed in that language (schemas/index_analysis.py).
"""

import copy
from typing import Final

from schemas.index_analysis import ANALYZERS, OTHER_LANGUAGES, Json, analysis, body_field
from schemas.index_mappings import article_fields, dead_letter_fields, metric_fields, quote_fields, state_fields

__all__ = [
    "ANALYZERS", "FIRST_GENERATION", "OTHER_LANGUAGES", "articles_alias", "articles_index", "body_field",
    "component_templates", "dead_letters_index", "index_templates", "metrics_alias", "metrics_index", "quotes_alias",
    "quotes_index", "state_index",
]  # fmt: skip

FIRST_GENERATION: Final = 1
"""Of a new pipeline; `quotewire reindex` makes the next ones."""


def articles_index(prefix: str, month: str, generation: int = FIRST_GENERATION) -> str:
    """The index of articles filed under a month (`YYYY.MM` or `archive`)."""
    return f"{prefix}-articles-v{generation}-{month}"


def quotes_index(prefix: str, month: str, generation: int = FIRST_GENERATION) -> str:
    """The index of quotations of articles filed under a month."""
    return f"{prefix}-quotes-v{generation}-{month}"


def articles_alias(prefix: str) -> str:
    """What readers search for articles."""
    return f"{prefix}-articles"


def quotes_alias(prefix: str) -> str:
    """What readers search for quotations."""
    return f"{prefix}-quotes"


def state_index(prefix: str, generation: int = FIRST_GENERATION) -> str:
    """The index of what is known of each article; the writer's own."""
    return f"{prefix}-state" if generation == FIRST_GENERATION else f"{prefix}-state-v{generation}"


def dead_letters_index(prefix: str) -> str:
    """The index of dead letters."""
    return f"{prefix}-dead-letters"


def metrics_index(prefix: str, month: str) -> str:
    """The index of the figures of a month (`YYYY.MM`, by the clock)."""
    return f"{metrics_alias(prefix)}-{month}"


def metrics_alias(prefix: str) -> str:
    """What readers search for figures."""
    return f"{prefix}-metrics"


def component_templates(prefix: str) -> dict[str, Json]:
    """Component templates by name: what the indices share."""
    return {f"{prefix}-analysis": {"template": {"settings": {"analysis": analysis()}}}}


def index_templates(prefix: str, generation: int = FIRST_GENERATION) -> dict[str, Json]:
    """Index templates by name, without settings of scale (shards, replicas, refresh): the deployment adds those.

    Args:
        prefix: of the index names.
        generation: the one that serves; only its new indices get the aliases.
    """
    articles, quotes, metrics = articles_alias(prefix), quotes_alias(prefix), metrics_alias(prefix)
    dead_letters = dead_letters_index(prefix)
    texts = list(component_templates(prefix))
    return {
        articles: _template(articles_index(prefix, "*", generation), texts, article_fields(), articles),
        quotes: _template(quotes_index(prefix, "*", generation), texts, quote_fields(), quotes),
        state_index(prefix): _template(state_index(prefix, generation), [], state_fields(), None),
        dead_letters: _template(dead_letters, texts, dead_letter_fields(), None),
        metrics: _template(f"{metrics}-*", [], metric_fields(), metrics),
    }


def _template(pattern: str, components: list[str], fields: Json, alias: str | None) -> Json:
    # A copy, because the fields share their parts and the caller may change what it is given.
    template: Json = {"mappings": {"dynamic": "strict", "properties": copy.deepcopy(fields)}}
    if alias:
        template["aliases"] = {alias: {}}
    return {
        "index_patterns": [pattern],
        "priority": 500,
        "composed_of": components,
        "template": template,
        "_meta": {"managed_by": "quotewire"},
    }
