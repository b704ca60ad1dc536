"""Clients of Elasticsearch, made from the settings; retries are ours (streams/indexing/bulk.py), not theirs."""

from typing import Any

from elasticsearch import AsyncElasticsearch, Elasticsearch

from streams.settings import Settings

REQUEST_SECONDS = 60


def async_client(settings: Settings) -> AsyncElasticsearch:
    """The client of the index agent."""
    return AsyncElasticsearch(**_options(settings))


def sync_client(settings: Settings) -> Elasticsearch:
    """The client of the command line."""
    return Elasticsearch(**_options(settings))


def _options(settings: Settings) -> dict[str, Any]:
    options: dict[str, Any] = {
        "hosts": settings.elasticsearch_url.split(","),
        "request_timeout": REQUEST_SECONDS,
        "max_retries": 0,
        "retry_on_timeout": False,
    }
    if settings.elasticsearch_api_key is not None:
        options["api_key"] = settings.elasticsearch_api_key.get_secret_value()
    elif settings.elasticsearch_user is not None and settings.elasticsearch_password is not None:
        options["basic_auth"] = (settings.elasticsearch_user, settings.elasticsearch_password.get_secret_value())
    return options
