"""`quotewire init`: topics and index templates from the settings; may be run again at any time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from schemas.identity import ARCHIVE
from schemas.index_templates import (
    FIRST_GENERATION,
    articles_alias,
    articles_index,
    component_templates,
    dead_letters_index,
    index_templates,
    metrics_alias,
    metrics_index,
    quotes_alias,
    quotes_index,
    state_index,
)
from streams.elasticsearch_client import sync_client
from streams.errors import ElasticsearchUnavailable, NotInitialised
from streams.index_upgrade import bring_up_to_date, make_guessed_figures_anew, show_figures
from streams.indexing.generations import Indices, generation_behind
from streams.kafka_admin import create_topics
from streams.rebuild.expiry import put_retention
from streams.rebuild.replay_record import what_is_unfinished
from streams.security.elasticsearch_reasons import is_refusal, reason
from streams.settings import Settings


def initialise(settings: Settings) -> list[str]:
    """Creates what is missing and brings templates up to date.

    Returns:
        One line for each thing done, for a person.
    """
    done = [f"created topic {name} ({settings.partitions} partitions)" for name in create_topics(settings)]
    with elasticsearch_errors(settings), sync_client(settings) as client:
        done += put_templates(client, settings)
    return done


@contextmanager
def elasticsearch_errors(settings: Settings) -> Iterator[None]:
    """Turns the client's errors into one that says what to do.

    Raises:
        ElasticsearchUnavailable: instead of a transport or API error.
        NotInitialised: an index is missing.
    """
    try:
        yield
    except TransportError as error:
        raise ElasticsearchUnavailable(settings.elasticsearch_url, reason(error), is_refusal(error)) from error
    except ApiError as error:
        if error.message == "index_not_found_exception":
            raise NotInitialised(f"indices {settings.index_prefix}-*") from error
        raise ElasticsearchUnavailable(settings.elasticsearch_url, reason(error), answered=True) from error


def put_templates(client: Elasticsearch, settings: Settings) -> list[str]:
    """Puts all templates and creates what readers expect, for `initialise` and for indices of a name of their own.

    The templates are those of the generation behind the aliases.
    """
    prefix = settings.index_prefix
    generation = serving_generation(client, prefix) or FIRST_GENERATION
    done = put_generation(client, settings, generation)
    done += make_guessed_figures_anew(client, metrics_alias(prefix)) + _create_indices(client, prefix, generation)
    if client.indices.exists(index=state_index(prefix, generation + 1)):
        done.append(what_is_unfinished(client, Indices(prefix, generation + 1)))
    return done


def serving_generation(client: Elasticsearch, prefix: str) -> int | None:
    """The generation behind the alias of articles; None where there is none yet."""
    found = client.options(ignore_status=404).indices.get_alias(name=articles_alias(prefix))
    return generation_behind(found, prefix) if found.meta.status == 200 else None


def put_generation(client: Elasticsearch, settings: Settings, generation: int) -> list[str]:
    """Puts all templates, those of articles, quotations and state for this generation, which is to serve."""
    lifecycle, line = put_retention(client, settings)
    done = [line]
    for name, template in component_templates(settings.index_prefix).items():
        client.cluster.put_component_template(name=name, **template)
        done.append(f"put component template {name}")
    aged = (articles_alias(settings.index_prefix), quotes_alias(settings.index_prefix))
    for name, template in index_templates(settings.index_prefix, generation).items():
        client.indices.put_index_template(
            name=name,
            index_patterns=template["index_patterns"],
            priority=template["priority"],
            composed_of=template["composed_of"],
            template=template["template"]
            | {"settings": {"index": scale(settings) | (lifecycle if name in aged else {})}},
            meta=template["_meta"],
        )
        done.append(f"put index template {name}")
        if name == metrics_alias(settings.index_prefix):
            done += show_figures(client, template, name)
        else:
            done += bring_up_to_date(client, template)
    return done


def scale(settings: Settings) -> dict[str, Any]:
    """The settings of each new index that depend on the deployment."""
    return {
        "number_of_shards": settings.shards,
        "number_of_replicas": settings.replicas,
        "refresh_interval": settings.refresh_interval,
    }


def _create_indices(client: Elasticsearch, prefix: str, generation: int) -> list[str]:
    """Creates what readers expect, so that a search before the first article, or before the first figure, is no error.

    The archive indices bring the aliases of articles and quotations, the current month's the one of metrics.
    """
    names = [
        state_index(prefix, generation),
        dead_letters_index(prefix),
        articles_index(prefix, ARCHIVE, generation),
        quotes_index(prefix, ARCHIVE, generation),
    ]
    if not client.indices.exists_alias(name=metrics_alias(prefix)):
        names.append(metrics_index(prefix, f"{datetime.now(UTC):%Y.%m}"))
    missing = [name for name in names if not client.indices.exists(index=name)]
    for name in missing:
        client.indices.create(index=name)
    return [f"created index {name}" for name in missing]
