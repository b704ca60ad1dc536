"""Whether Elasticsearch has what the index agent needs, asked as the agent itself asks; and what figures need."""

from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch, AuthorizationException

from schemas.index_templates import metrics_alias
from streams.indexing.generations import ServingGenerations, nothing_serves
from streams.security.elasticsearch_reasons import reason

ASKED_FOR = "quotewire-readiness"
"""An id that no article has; whether it is known does not matter."""


async def lacking(client: AsyncElasticsearch, prefix: str) -> str | None:
    """Why the index agent could not write just now; None if it could.

    It asks which generation of the indices serves, and reads from its states what is read before each batch: that
    shows the connection, the rights and the indices.

    Args:
        client: Elasticsearch.
        prefix: of the index names.
    """
    try:
        indices = await ServingGenerations(client, prefix).ask()
        if indices is None:
            return nothing_serves(prefix)
        answer = await client.mget(index=indices.state, ids=[ASKED_FOR])
    except (ApiError, TransportError) as error:
        return reason(error)
    (found,) = answer["docs"]  # a missing index is no error of the request, but of each document
    return f"cannot read {indices.state}: {found['error'].get('reason', '')}" if "error" in found else None


async def has_metrics_template(client: AsyncElasticsearch, prefix: str) -> bool:
    """Whether an index of figures that is made by writing to it gets its fields and its alias.

    `require_alias` cannot ask for that: the alias is for reading, writes go to the month's index by name.

    Args:
        client: Elasticsearch.
        prefix: of the index names.

    Raises:
        ApiError: it refuses to tell.
        TransportError: it does not answer.
    """
    name = metrics_alias(prefix)  # of the template too
    try:
        return bool(await client.indices.exists_index_template(name=name))
    except AuthorizationException:
        # Reading templates takes a right to the cluster (`monitor`). `quotewire init` makes the alias after them.
        return bool(await client.indices.exists_alias(name=name))
