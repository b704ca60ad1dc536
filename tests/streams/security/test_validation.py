"""Settings of connections are checked together, and each mistake is told by name on one line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from streams.cli.common import load_settings
from streams.errors import BadInput
from streams.settings import Settings
from tests.certificates import KEY_PASSWORD, Authority

SECRET = "nobody-may-see-this"


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    for name in list(os.environ):
        if name.startswith("QUOTEWIRE_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Files that settings can name."""
    folder = tmp_path_factory.mktemp("files")
    authority = Authority(folder)
    mine, yours = authority.issue("mine"), authority.issue("yours")
    paths = {"ca": authority.file, "crt": mine.certificate, "key": mine.key, "locked": mine.locked_key}
    paths |= {"other": yours.key, "both": mine.both, "text": folder / "text", "empty": folder / "empty"}
    paths["text"].write_text(f"{SECRET}\n")
    paths["text"].chmod(0o600)
    paths["empty"].touch()
    return {name: str(path) for name, path in paths.items()} | {"away": str(folder / "away"), "folder": str(folder)}


SASL = {"kafka_security_protocol": "SASL_SSL", "kafka_sasl_mechanism": "PLAIN"}
LOGIN = SASL | {"kafka_user": "u", "kafka_password": SECRET}
TLS = {"kafka_security_protocol": "SSL"}
HTTPS = {"elasticsearch_url": "https://a:9200"}

RIGHT: list[dict[str, str]] = [
    LOGIN,
    LOGIN | {"kafka_security_protocol": "SASL_PLAINTEXT"},
    LOGIN | {"kafka_ca_file": "{ca}"},
    SASL | {"kafka_user": "u", "kafka_password_file": "{text}"},
    TLS,
    TLS | {"kafka_ca_file": "{ca}", "kafka_certificate_file": "{crt}", "kafka_key_file": "{key}"},
    TLS | {"kafka_certificate_file": "{both}"},
    TLS | {"kafka_certificate_file": "{crt}", "kafka_key_file": "{locked}", "kafka_key_password": KEY_PASSWORD},
    LOGIN | {"kafka_certificate_file": "{crt}", "kafka_key_file": "{key}"},
    HTTPS | {"elasticsearch_ca_file": "{ca}"},
    HTTPS | {"elasticsearch_fingerprint": ":".join(["AB"] * 32)},
    {"elasticsearch_user": "u", "elasticsearch_password_file": "{text}"},
    {"elasticsearch_api_key": f"{SECRET}\n"},
    {"kibana_url": "https://k", "kibana_ca_file": "{ca}", "kibana_api_key_file": "{text}"},
    {"kafka_user": "", "kafka_ca_file": "", "elasticsearch_api_key": "", "kafka_sasl_mechanism": ""},
]

WRONG: list[tuple[dict[str, str], str]] = [
    ({"elasticsearch_url": "https://a:9200,http://b:9200"}, "mixes http:// .http://b:9200. and https://"),
    (
        {"elasticsearch_user": "u", "elasticsearch_password": SECRET, "elasticsearch_api_key": SECRET},
        "QUOTEWIRE_ELASTICSEARCH_API_KEY and QUOTEWIRE_ELASTICSEARCH_USER are both set",
    ),
    (
        {"kibana_user": "u", "kibana_password": SECRET, "kibana_api_key_file": "{text}"},
        "QUOTEWIRE_KIBANA_API_KEY and QUOTEWIRE_KIBANA_USER are both set",
    ),
    ({"kafka_security_protocol": "TLS"}, "QUOTEWIRE_KAFKA_SECURITY_PROTOCOL: .*SASL_SSL"),
    (LOGIN | {"kafka_sasl_mechanism": "GSSAPI"}, "QUOTEWIRE_KAFKA_SASL_MECHANISM: .*SCRAM-SHA-512"),
    ({"elasticsearch_api_key": f"{SECRET}\nmore"}, "QUOTEWIRE_ELASTICSEARCH_API_KEY holds no secret: one line"),
    ({"elasticsearch_api_key": f"{SECRET}ж"}, "QUOTEWIRE_ELASTICSEARCH_API_KEY holds letters that no API key has"),
    ({"kibana_api_key": f"{SECRET}é"}, "QUOTEWIRE_KIBANA_API_KEY holds letters"),
    (SASL | {"kafka_user": "u", "kafka_password": "\n"}, "QUOTEWIRE_KAFKA_PASSWORD holds no secret"),
    (SASL, "QUOTEWIRE_KAFKA_USER is missing; .*QUOTEWIRE_KAFKA_PASSWORD .* is missing"),
    (SASL | {"kafka_user": "u"}, "SASL_SSL: QUOTEWIRE_KAFKA_PASSWORD .*_FILE. is missing"),
    (SASL | {"kafka_password": SECRET}, "SASL_SSL: QUOTEWIRE_KAFKA_USER is missing"),
    (LOGIN | {"kafka_sasl_mechanism": ""}, "set QUOTEWIRE_KAFKA_SASL_MECHANISM to"),
    ({"kafka_user": "u", "kafka_password": SECRET}, "KAFKA_USER and .*KAFKA_PASSWORD would not be used, .* PLAINTEXT"),
    (TLS | {"kafka_user": "u", "kafka_password": SECRET}, "would not be used, .* is SSL; set that to SASL_SSL"),
    ({"kafka_ca_file": "{ca}"}, "QUOTEWIRE_KAFKA_CA_FILE would not be used, .* is PLAINTEXT; set that to SSL or SASL"),
    (TLS | {"kafka_key_file": "{key}"}, "KEY_FILE is set, and QUOTEWIRE_KAFKA_CERTIFICATE_FILE is missing"),
    (TLS | {"kafka_key_password": SECRET}, "KEY_PASSWORD is set, and QUOTEWIRE_KAFKA_CERTIFICATE_FILE is missing"),
    (
        TLS | {"kafka_certificate_file": "{crt}"},
        r"KAFKA_CERTIFICATE_FILE .* and QUOTEWIRE_KAFKA_KEY_FILE .* do not bel",
    ),
    (TLS | {"kafka_certificate_file": "{crt}", "kafka_key_file": "{other}"}, "do not belong together"),
    (TLS | {"kafka_certificate_file": "{crt}", "kafka_key_file": "{locked}"}, "KEY_PASSWORD does not open"),
    (TLS | {"kafka_ca_file": "{away}"}, "QUOTEWIRE_KAFKA_CA_FILE: .*away is no file that can be read"),
    (TLS | {"kafka_ca_file": "{folder}"}, "QUOTEWIRE_KAFKA_CA_FILE: .* is no file that can be read"),
    (TLS | {"kafka_ca_file": "{text}"}, "QUOTEWIRE_KAFKA_CA_FILE: .*text holds no certificate"),
    (SASL | {"kafka_user": "u", "kafka_password_file": "{away}"}, "QUOTEWIRE_KAFKA_PASSWORD_FILE: .* cannot be read"),
    (SASL | {"kafka_user": "u", "kafka_password_file": "{empty}"}, "QUOTEWIRE_KAFKA_PASSWORD_FILE: .* no secret"),
    (LOGIN | {"kafka_password_file": "{text}"}, "KAFKA_PASSWORD and QUOTEWIRE_KAFKA_PASSWORD_FILE are both set"),
    (HTTPS | {"elasticsearch_fingerprint": "abc"}, "QUOTEWIRE_ELASTICSEARCH_FINGERPRINT is not 64 hex digits"),
    (HTTPS | {"elasticsearch_fingerprint": "ab" * 32, "elasticsearch_ca_file": "{ca}"}, "both set; leave one out"),
    (HTTPS | {"elasticsearch_ca_file": "{text}"}, "QUOTEWIRE_ELASTICSEARCH_CA_FILE: .* holds no certificate"),
    ({"elasticsearch_ca_file": "{ca}"}, "ELASTICSEARCH_CA_FILE would not be used: .*_URL begins with http://"),
    ({"elasticsearch_fingerprint": "ab" * 32}, "FINGERPRINT would not be used: .*_URL begins with http://"),
    ({"elasticsearch_user": "u"}, "ELASTICSEARCH_USER and QUOTEWIRE_ELASTICSEARCH_PASSWORD belong together"),
    ({"kibana_ca_file": "{ca}"}, "QUOTEWIRE_KIBANA_CA_FILE would not be used"),
    ({"kibana_url": "https://k", "kibana_ca_file": "{text}"}, "QUOTEWIRE_KIBANA_CA_FILE: .* holds no certificate"),
]


@pytest.fixture
def load(files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], Settings]:
    def loaded(given: dict[str, str]) -> Settings:
        for name, value in given.items():
            monkeypatch.setenv(f"QUOTEWIRE_{name.upper()}", value.format(**files))
        return load_settings()

    return loaded


@pytest.mark.parametrize("given", RIGHT)
def test_what_belongs_together_is_taken(given: dict[str, str], load: Callable[[dict[str, str]], Settings]) -> None:
    settings = load(given)
    assert SECRET not in repr(settings)
    assert SECRET not in settings.model_dump_json()


@pytest.mark.parametrize(("given", "said"), WRONG)
def test_what_does_not_is_told_by_name_on_one_line(
    given: dict[str, str], said: str, load: Callable[[dict[str, str]], Settings]
) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        load(given)
    assert "\n" not in str(caught.value)
    assert "Value error" not in str(caught.value)
    assert SECRET not in str(caught.value)


def test_every_secret_can_be_given_in_a_file() -> None:
    names = Settings.secrets()
    assert "kafka_password" in names
    assert [name for name in names if f"{name}_file" not in Settings.model_fields] == []
