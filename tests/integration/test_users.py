"""The users of Elasticsearch that deploy/compose.yaml sets up: what each can do is enough, and no more."""

import asyncio
import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from elasticsearch import AuthenticationException, AuthorizationException
from pydantic import SecretStr

from streams.elasticsearch_client import async_client, sync_client
from streams.metrics.readiness import has_metrics_template
from tests.integration.conftest import ROOT, new_pipeline
from tests.integration.secured import (
    PASSWORD,
    PASSWORDS,
    SUPERUSER,
    environ_of,
    secured_elasticsearch,
    set_up,
)


@pytest.fixture(scope="module")
def secured(endpoints, tmp_path_factory):
    """A pipeline on a secured Elasticsearch, as its superuser; the users are set up."""
    with secured_elasticsearch(tmp_path_factory.mktemp("secured")) as url:
        login = {"elasticsearch_user": SUPERUSER, "elasticsearch_password": PASSWORD}
        pipeline = new_pipeline(endpoints | {"elasticsearch_url": url}, tmp_path_factory.mktemp("users"), **login)
        done = set_up(pipeline)
        assert done.returncode == 0, done.stderr
        try:
            yield pipeline
        finally:
            pipeline.stop()


def signed_in(pipeline, user, password=None):
    login = {"elasticsearch_user": user, "elasticsearch_password": SecretStr(password or PASSWORDS[user])}
    return sync_client(pipeline.settings.model_copy(update=login))


def run(pipeline, user, *arguments):
    command = [sys.executable, "-m", "streams.cli", *arguments]
    environ = environ_of(pipeline, user, PASSWORDS[user])
    return subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=False)


def test_worker_and_reader_can_do_their_work(secured):
    log = secured.folder / "worker-0.log"
    with log.open("wb") as output:
        environ = environ_of(secured, "quotewire_worker", PASSWORDS["quotewire_worker"])
        command = [sys.executable, "-m", "streams.cli", "worker"]
        worker = subprocess.Popen(
            command, env=environ, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    secured.workers.append(worker)
    article = {"id": "1", "text": "“We mended the roof,” said the headmistress Oda Lindqvist.", "source": "test"}
    secured.send(article, {**article, "id": "2"})
    secured.await_no_lag()
    assert secured.run("delete", "test:2").returncode == 0
    secured.await_no_lag()
    answer = run(secured, "quotewire_web", "search", "roof", "--json")
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["total"] == 1
    assert run(secured, "quotewire_web", "quotes", "--speaker", "Lindqvist", "--all", "--json").returncode == 0
    assert "security_exception" not in log.read_text()
    secured.wait(lambda: secured.count("metrics") > 0, "figures in news-metrics")


@pytest.mark.parametrize("user", ["quotewire_web", "kibana_system"])
def test_readers_change_nothing(secured, user):
    prefix = secured.settings.index_prefix
    with signed_in(secured, user) as client:
        with pytest.raises(AuthorizationException):
            client.index(index=f"{prefix}-state", id="x", document={})
        with pytest.raises(AuthorizationException):
            client.delete_by_query(index=f"{prefix}-articles", query={"match_all": {}})
        with pytest.raises(AuthorizationException):
            client.indices.delete(index=f"{prefix}-articles-v1-archive")


@pytest.mark.parametrize("user", ["quotewire_worker", "quotewire_web"])
def test_who_has_no_right_to_templates_is_told_that_figures_have_one_too(secured, user):
    login = {"elasticsearch_user": user, "elasticsearch_password": SecretStr(PASSWORDS[user])}

    async def ask(prefix):
        async with async_client(secured.settings.model_copy(update=login)) as client:
            return await has_metrics_template(client, prefix)

    assert asyncio.run(ask(secured.settings.index_prefix))
    with signed_in(secured, "quotewire_web") as client, pytest.raises(AuthorizationException):
        client.indices.exists_index_template(name=f"{secured.settings.index_prefix}-metrics")


def test_backups_are_taken_by_their_own_user_and_by_no_other(secured):
    with sync_client(secured.settings) as superuser:
        [node] = superuser.nodes.info(metric="settings")["nodes"].values()
    folder = f"{node['settings']['path']['repo'][0]}/{secured.settings.index_prefix}"
    for arguments in (["register", folder], ["create", "--keep", "2"], ["list"]):
        done = run(secured, "quotewire_backup", "backup", *arguments)
        assert done.returncode == 0, done.stderr
    assert secured.settings.index_prefix in done.stdout
    refused = run(secured, "quotewire_worker", "backup", "create")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    with signed_in(secured, "quotewire_backup") as client, pytest.raises(AuthorizationException):
        client.index(index=f"{secured.settings.index_prefix}-state", id="x", document={})


def test_the_worker_keeps_to_its_indices_and_deletes_none(secured):
    prefix = secured.settings.index_prefix
    with signed_in(secured, "quotewire_worker") as client:
        with pytest.raises(AuthorizationException):
            client.indices.delete(index=f"{prefix}-articles-v1-archive")
        with pytest.raises(AuthorizationException):
            client.indices.create(index="other")
        with pytest.raises(AuthorizationException):
            client.security.get_user()
        with pytest.raises(AuthorizationException):
            client.indices.put_index_template(name="other", index_patterns=["other*"])


def test_nobody_gets_in_without_the_password(secured):
    with signed_in(secured, "quotewire_web", "wrong") as client, pytest.raises(AuthenticationException):
        client.info()


def test_a_changed_password_is_set_at_the_next_start(secured):
    try:
        assert set_up(secured, WEB_PASSWORD="another-password").returncode == 0
        with signed_in(secured, "quotewire_web") as client, pytest.raises(AuthenticationException):
            client.info()
        with signed_in(secured, "quotewire_web", "another-password") as client:
            client.count(index=f"{secured.settings.index_prefix}-articles")
    finally:
        assert set_up(secured).returncode == 0


def test_a_password_that_is_too_short_is_named(secured):
    done = set_up(secured, WORKER_PASSWORD="short")
    assert done.returncode == 1
    assert "WORKER_PASSWORD: at least 6 characters" in done.stderr


def test_a_login_that_is_refused_is_an_error_without_a_trace(secured):
    other = replace(secured, settings=secured.settings.model_copy(update={"index_prefix": "x"}))
    command = [sys.executable, str(ROOT / "deploy" / "elasticsearch" / "users.py")]
    environ = environ_of(other, SUPERUSER, "wrong") | dict.fromkeys(
        ("KIBANA_SYSTEM_PASSWORD", "WORKER_PASSWORD", "WEB_PASSWORD", "BACKUP_PASSWORD"), "long-enough"
    )
    done = subprocess.run(command, env=os.environ | environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Elasticsearch refuses: 401" in done.stderr
    assert "Traceback" not in done.stderr
