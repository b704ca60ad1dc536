"""What counts as a sign-in, which settings are refused, and what the page asks for where."""

import base64

import pytest

from streams.errors import BadInput
from streams.settings import Settings
from streams.web.login import Credentials, credentials

TOKEN = "0123456789abcdef0123456789abcdef"
PASSWORD = "a long Pässword: with a colon"
BOTH = {"web_token": TOKEN, "web_user": "desk", "web_password": PASSWORD}


def made(**given) -> Credentials | None:
    return credentials(Settings(_env_file=None, **given))


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


@pytest.mark.parametrize(
    "header",
    [
        f"Bearer {TOKEN}",
        f"bearer  {TOKEN} ",
        basic("desk", PASSWORD),
        basic("", TOKEN),
        basic("anybody", TOKEN),
    ],
)
def test_right_sign_ins(header):
    asked = made(**BOTH)
    assert asked and asked.admit(header)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        f"Bearer {TOKEN[:-1]}",
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN.upper()}",
        f"Token {TOKEN}",
        TOKEN,
        f"Bearer {PASSWORD}".encode().decode("latin-1"),
        basic("desk", ""),
        basic("desk", PASSWORD + " "),
        basic("Desk", PASSWORD),
        basic("desk:", PASSWORD),
        basic("desk", "a long Pässword"),
        "Basic desk",
        "Basic " + "=" * 40,
        "Basic ÿÿÿÿ",
        "Basic " + base64.b64encode(TOKEN.encode()).decode(),
        "Basic",
    ],
)
def test_wrong_sign_ins(header):
    asked = made(**BOTH)
    assert asked and not asked.admit(header)


def test_what_is_not_set_is_no_sign_in():
    token, user = made(web_token=TOKEN), made(web_user="desk", web_password=PASSWORD)
    assert token and user
    for nothing in ("Bearer ", basic("", ""), basic("None", "None"), "Bearer None"):
        assert not token.admit(nothing) and not user.admit(nothing)
    assert not user.admit(f"Bearer {TOKEN}")
    assert not token.admit(basic("desk", PASSWORD))


def test_nobody_is_asked_where_nothing_is_set_or_a_proxy_does_it():
    assert made() is None
    assert made(web_login="proxy") is None


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"web_token": "short"}, "QUOTEWIRE_WEB_TOKEN needs 24"),
        ({"web_token": "x" * 23}, "QUOTEWIRE_WEB_TOKEN needs 24"),
        ({"web_token": "with a space in the middle of it"}, "QUOTEWIRE_WEB_TOKEN"),
        ({"web_token": "é" * 30}, "QUOTEWIRE_WEB_TOKEN"),
        ({"web_user": "desk", "web_password": "x" * 11}, "QUOTEWIRE_WEB_PASSWORD needs 12"),
        ({"web_user": "desk"}, "belong together"),
        ({"web_password": PASSWORD}, "belong together"),
        ({"web_user": "a:b", "web_password": PASSWORD}, "without a colon"),
        ({"web_login": "proxy", **BOTH}, "take one of them away"),
        ({"web_login": "proxy", "web_token": TOKEN}, "take one of them away"),
    ],
)
def test_settings_that_are_no_login_are_refused_without_showing_them(given, named):
    with pytest.raises(BadInput, match=named) as refused:
        made(**given)
    for secret in (given.get("web_token"), given.get("web_password")):
        assert not secret or secret not in str(refused.value)


def test_what_is_asked_for_is_not_kept_in_the_clear():
    assert TOKEN not in repr(made(**BOTH)) and PASSWORD not in repr(made(**BOTH))
