"""Settings come from the environment, refuse the impossible by name, and keep their secrets."""

import logging

import pytest
from pydantic import ValidationError

from streams.cli.common import load_settings
from streams.elasticsearch_client import Login, async_client, warn_if_unencrypted
from streams.errors import BadInput
from streams.settings import Settings

SECRET = "gEh3im"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    import os

    for name in list(os.environ):
        if name.upper().startswith("QUOTEWIRE_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_all_is_on_this_machine() -> None:
    settings = Settings()
    assert settings.kafka_brokers == "127.0.0.1:9092"
    assert settings.elasticsearch_url == "http://127.0.0.1:9200"
    assert (settings.raw_topic, settings.enriched_topic, settings.dead_letter_topic) == (
        "news.raw", "news.enriched", "news.dead-letters"
    )  # fmt: skip
    assert (settings.group("enrich"), settings.group("index")) == ("quotewire-enrich", "quotewire-index")
    assert settings.nlp_processes >= 1


def test_the_environment_comes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    (tmp_path / ".env").write_text("QUOTEWIRE_PARTITIONS=3\nQUOTEWIRE_SHARDS=2\nOTHER=1\n")
    monkeypatch.setenv("QUOTEWIRE_PARTITIONS", "5")
    settings = load_settings()
    assert (settings.partitions, settings.shards) == (5, 2)


def test_prefixes_name_topics_and_groups() -> None:
    settings = Settings(topic_prefix="blue", group_prefix="q2")
    assert settings.raw_topic == "blue.raw"
    assert settings.group("index") == "q2-index"


def test_addresses_may_be_several_with_blanks_between() -> None:
    settings = Settings(kafka_brokers=" a:1 , b:2,", elasticsearch_url="http://a:1 ,http://b:2")
    assert settings.kafka_brokers == "a:1,b:2"
    assert settings.elasticsearch_url == "http://a:1,http://b:2"


@pytest.mark.parametrize(
    ("written", "models"),
    [
        ("", {}),
        ("{}", {}),
        ("de=de_core_news_md", {"de": "de_core_news_md"}),
        (" de = de_core_news_md , fr=/path/to a/model=1,", {"de": "de_core_news_md", "fr": "/path/to a/model=1"}),
        ('{"nb": "a,b", "pt-BR": "none", "xx": "~/xx"}', {"no": "a,b", "pt": "none", "xx": "~/xx"}),
        ("und=none,mixed=none", {"und": "none", "mixed": "none"}),
    ],
)
def test_models_are_forced_by_language(written: str, models: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTEWIRE_ENTITY_MODELS", written)
    assert load_settings().entity_models == models
    assert Settings(entity_models=models).entity_models == models


BAD = {
    "KAFKA_BROKERS": ["", " , "],
    "ELASTICSEARCH_URL": [""],
    "TOPIC_PREFIX": ["", "News", "a b", "-a", "ä", "a/b", "a" * 101, "a\n"],
    "INDEX_PREFIX": ["", "News", "_a", "a*", "a,b", "a#"],
    "PARTITIONS": ["0", "-1", "many", "1.5", "10001"],
    "REPLICATION": ["0"],
    "MAX_MESSAGE_BYTES": ["10"],
    "REFRESH_INTERVAL": ["1", "s", "1h", "-2", "1s;"],
    "NLP_PROCESSES": ["0", "1000"],
    "NLP_SECONDS_PER_DOCUMENT": ["0", "-1", "nan"],
    "ENTITY_MODELS": ["de", "de=", "=x", "german=x", "de=x,de=y", "nb=x,no=y", "{", "[]", '{"de": 1}', '{"de": ""}'],
    "TAKE_SECONDS": ["0", "nan"],
    "LOG_LEVEL": ["info", "LOUD"],
    "INDEX_BATCH": ["0"],
    "BULK_BYTES": ["0"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in BAD.items() for value in values])
def test_impossible_values_are_refused_by_name_on_one_line(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"QUOTEWIRE_{name}", value)
    with pytest.raises(BadInput) as caught:
        load_settings()
    assert str(caught.value).startswith(f"QUOTEWIRE_{name}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["NLP_SECONDS_PER_DOCUMENT", "TAKE_SECONDS"])
def test_seconds_are_finite(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"QUOTEWIRE_{name}", "inf")
    with pytest.raises(BadInput):
        load_settings()


@pytest.mark.parametrize("url", ["localhost:9200", "elasticsearch", "http://a:9200,b", "http://a:b"])
def test_an_elasticsearch_url_that_no_client_takes_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTEWIRE_ELASTICSEARCH_URL", url)
    with pytest.raises(BadInput):
        load_settings()


def test_several_mistakes_are_all_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTEWIRE_SHARDS", "0")
    monkeypatch.setenv("QUOTEWIRE_PARTITIONS", "x")
    with pytest.raises(BadInput, match=r"QUOTEWIRE_PARTITIONS: .*; QUOTEWIRE_SHARDS: "):
        load_settings()


def test_settings_do_not_change_under_way() -> None:
    with pytest.raises(ValidationError):
        Settings().partitions = 3  # type: ignore[misc] # what this test is about


# Secrets


def settings_with_secrets() -> Settings:
    return Settings(elasticsearch_user="writer", elasticsearch_password=SECRET, kibana_api_key=SECRET + "2")


def test_secrets_are_shown_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    settings = settings_with_secrets()
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("streams").info("%s %r", settings, settings)
    for shown in (repr(settings), str(settings), settings.model_dump_json(), str(settings.model_dump()), caplog.text):
        assert SECRET not in shown
        assert "writer" in shown


def test_a_wrong_secret_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTEWIRE_ELASTICSEARCH_PASSWORD", SECRET)
    monkeypatch.setenv("QUOTEWIRE_PARTITIONS", SECRET)
    with pytest.raises(BadInput) as caught:
        load_settings()
    assert SECRET not in str(caught.value)
    assert caught.value.__suppress_context__


def test_a_password_in_the_url_is_refused_without_being_shown() -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(elasticsearch_url=f"http://writer:{SECRET}@127.0.0.1:9200")
    assert "QUOTEWIRE_ELASTICSEARCH_PASSWORD" in str(caught.value)
    assert SECRET not in str(caught.value)


def test_an_address_without_a_port_has_that_of_its_scheme() -> None:
    assert (
        Settings(elasticsearch_url="https://search, https://b:1").elasticsearch_url == "https://search:443,https://b:1"
    )
    assert Settings(elasticsearch_url="http://localhost").elasticsearch_url == "http://localhost:80"


def authorization(settings: Settings) -> str | None:
    return Login(settings).header()


def test_a_login_is_an_api_key_or_a_user_with_a_password() -> None:
    assert authorization(Settings(elasticsearch_api_key=SECRET)) == f"ApiKey {SECRET}"
    assert str(authorization(Settings(elasticsearch_user="a", elasticsearch_password="b"))).startswith("Basic ")
    assert authorization(Settings()) is None


@pytest.mark.parametrize(
    ("url", "warned"),
    [
        ("http://search.example:9200", 1),
        ("http://127.0.0.1:9200,http://10.0.0.7:9200", 1),
        ("http://localhost:9200,http://[::1]:9200,http://127.8.0.1:9200", 0),
        ("https://search.example:9200", 0),
    ],
)
def test_a_login_that_is_sent_unencrypted_is_warned_of_once(
    caplog: pytest.LogCaptureFixture, url: str, warned: int
) -> None:
    warn_if_unencrypted.cache_clear()
    settings = Settings(elasticsearch_url=url, elasticsearch_user="u", elasticsearch_password=SECRET)
    Login(settings)
    Login(settings)
    Login(Settings(elasticsearch_url="http://other.example:9200"))
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == warned
    assert all("QUOTEWIRE_ELASTICSEARCH_URL is http://" in line and SECRET not in line for line in said)


def test_clients_leave_trying_again_to_us() -> None:
    import asyncio

    async def run() -> None:
        client = async_client(Settings())
        try:
            assert client._max_retries == 0
            assert client._retry_on_timeout is False
        finally:
            await client.close()

    asyncio.run(run())


def test_every_setting_says_what_it_means() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("given", [{"elasticsearch_user": "writer"}, {"elasticsearch_password": SECRET}])
def test_half_a_login_is_refused(given: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"QUOTEWIRE_{name.upper()}", value)
    with pytest.raises(BadInput, match="belong together"):
        load_settings()
