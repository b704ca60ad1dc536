"""Ready means that the index agent could write now; what it lacks is named."""

import asyncio
from pathlib import Path

from schemas.index_templates import articles_alias, articles_index, state_index
from streams.elasticsearch_client import async_client, sync_client
from streams.metrics.readiness import lacking
from streams.settings import Settings
from tests.integration.conftest import new_pipeline
from tests.integration.forwarder import Forwarder


def lacks(settings: Settings) -> str | None:
    async def ask() -> str | None:
        client = async_client(settings)
        try:
            return await lacking(client, settings.index_prefix)
        finally:
            await client.close()

    return asyncio.run(ask())


def test_what_the_index_agent_lacks_is_named(endpoints: dict[str, str], tmp_path: Path):
    door = Forwarder(endpoints["elasticsearch_url"])
    try:
        settings = new_pipeline(endpoints | {"elasticsearch_url": door.url}, tmp_path).settings
        prefix = settings.index_prefix
        assert lacks(settings) is None
        with door.shut():
            assert "closes the connection" in (lacks(settings) or "")
        assert lacks(settings) is None
        assert "run `quotewire init`" in (lacks(settings.model_copy(update={"index_prefix": f"{prefix}-none"})) or "")

        # Another generation serves and the old one goes, as after `quotewire reindex --drop-old`.
        with sync_client(settings) as client:
            serving = articles_index(prefix, "2026.09", 2)
            client.indices.create(index=serving)
            (old,) = client.indices.get_alias(name=articles_alias(prefix))
            moves = [{"remove_index": {"index": old}}, {"add": {"index": serving, "alias": articles_alias(prefix)}}]
            client.indices.update_aliases(actions=moves)
            assert state_index(prefix, 2) in (lacks(settings) or "")
            client.indices.create(index=state_index(prefix, 2))
            client.cluster.health(index=state_index(prefix, 2), wait_for_status="yellow", timeout="50s")
            client.indices.delete(index=state_index(prefix))
        assert lacks(settings) is None
    finally:
        door.close()
