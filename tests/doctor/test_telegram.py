"""What the doctor finds at Telegram."""

import socket
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.doctor import bot_api
from bot.doctor.finding import Finding
from tests.branch import NOW
from tests.canaries import TOKEN
from tests.doctor.conftest import HERE, Api, found
from tests.office import Office

pytestmark = pytest.mark.usefixtures("well")
SECOND = timedelta(seconds=1)


def changed(method: str, **values: Any) -> Callable[[Api], None]:
    """Return what makes the Bot API answer otherwise."""
    return lambda api: api.results[method].update(values)


def failed(ago: timedelta) -> Callable[[Api], None]:
    at = int((NOW - ago).timestamp())
    return changed("getWebhookInfo", last_error_date=at, last_error_message="Connection refused")


def test_all_is_well(well: Office, api: Api) -> None:
    said = well.does("doctor")
    assert (said.code, said.lines, said.err) == (0, ["一切正常。"], "")
    assert {path.rpartition("/")[2] for path in api.asked} == set(api.results)


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        (changed("getMe", can_join_groups=False), ["no_groups"]),
        (changed("getMe", can_read_all_group_messages=True), ["reads_groups"]),
        (lambda api: api.results["getMyCommands"].clear(), ["no_commands"]),
        (changed("getWebhookInfo", url=f"https://elsewhere/{TOKEN}"), ["webhook_set"]),
        (failed(timedelta(days=1)), ["webhook_failed"]),
        (failed(timedelta(days=1) + SECOND), []),
    ],
)
def test_how_the_bot_is_set(api: Api, change: Callable[[Api], None], kinds: list[str]) -> None:
    change(api)
    assert found() == kinds


@pytest.mark.parametrize(
    ("theirs", "kinds"),
    [
        (NOW, []),
        (NOW + 5 * SECOND, []),
        (NOW + 6 * SECOND, ["clock_behind"]),
        (NOW - 6 * SECOND, []),  # it may be the end of that second: five seconds ago
        (NOW - 7 * SECOND, ["clock_ahead"]),
        (None, []),
    ],
)
def test_our_clock(api: Api, theirs: Any, kinds: list[str]) -> None:
    api.date = theirs
    assert found() == kinds


def test_a_slow_answer_is_no_wrong_clock() -> None:
    late = bot_api.Answer(200, {}, NOW, NOW - 6 * SECOND, NOW + 6 * SECOND)
    assert list(bot_api.clock(late)) == []


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (401, '{"ok":false,"error_code":401,"description":"Unauthorized"}', "token_refused"),
        (404, '{"ok":false,"error_code":404,"description":"Not Found"}', "token_refused"),
        (429, '{"ok":false}', "unavailable"),
        (502, "<html>Bad Gateway", "unavailable"),
        (200, "<html>Welcome to the hotel", "strange_answer"),
        (200, "[]", "strange_answer"),
        (200, '{"ok":true}', "strange_answer"),
        (403, '{"ok":false}', "strange_answer"),
    ],
)
def test_other_answers(api: Api, status: int, body: str, kind: str) -> None:
    api.status, api.body = status, body
    assert found() == [kind]


def test_a_refused_token_and_a_wrong_clock_are_both_told(api: Api, well: Office) -> None:
    api.status, api.body, api.date = 401, "{}", NOW + timedelta(hours=1)
    said = well.does("doctor")
    assert said.code == 1
    assert "慢了约 3600 秒" in said.lines[0]
    assert "@BotFather" in said.lines[1]
    assert TOKEN not in said.out + said.err


def closed_port() -> int:
    """Return a port at which nobody listens."""
    with socket.create_server((HERE, 0)) as free:
        return int(free.getsockname()[1])


@pytest.mark.parametrize("scheme", ["", "http", "socks5", "socks5h"])
def test_nobody_there(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "BOT_PROXY" if scheme else "BOT_API_URL"
    there = f"{HERE}:{closed_port()}"
    monkeypatch.setenv(name, f"{scheme}://me:geheim@{there}" if scheme else f"http://{there}")
    assert found() == ["proxy_dead" if scheme else "unreachable"]


@pytest.mark.parametrize("scheme", ["", "http", "socks5"])
def test_no_answer_is_not_waited_for(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 3 * bot_api.PATIENCE < 20
    monkeypatch.setattr(bot_api, "PATIENCE", 0.2)
    with socket.create_server((HERE, 0)) as deaf:
        there = f"{HERE}:{deaf.getsockname()[1]}"
        if scheme:
            monkeypatch.setenv("BOT_PROXY", f"{scheme}://{there}")
        else:
            monkeypatch.setenv("BOT_API_URL", f"http://{there}")
        assert found() == ["unreachable_by_proxy" if scheme else "unreachable"]


def test_by_an_http_proxy(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_API_URL", "http://telegram.invalid")
    monkeypatch.setenv("BOT_PROXY", api.url)
    assert found() == []
    assert api.asked[0] == f"http://telegram.invalid/bot{TOKEN}/getMe"


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
def test_by_a_socks_proxy(socks: Any, scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_API_URL", "http://telegram.invalid")
    monkeypatch.setenv("BOT_PROXY", f"{scheme}://{HERE}:{socks.port}")
    assert found() == []
    assert set(socks.names) == {b"telegram.invalid"}, "the proxy looks the name up"
    socks.refuses = True
    assert found() == ["proxy_refuses"]


@pytest.mark.parametrize(
    ("url", "wanted", "kinds"),
    [
        ("", "", []),
        ("https://a/x", "https://a/x", []),
        ("https://a/x", "", ["webhook_set"]),
        ("", "https://a/x", ["webhook_missing"]),
        ("https://b/x", "https://a/x", ["webhook_elsewhere"]),
    ],
)
def test_the_webhook_is_the_wanted_one(url: str, wanted: str, kinds: list[str]) -> None:
    some: list[Finding] = list(bot_api.webhook({"url": url}, wanted))
    assert [one.kind for one in some] == kinds
    assert "/x" not in str(some)


def test_without_a_token_the_rest_is_looked_at(
    well: Office, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", "")
    (well.folder / "mounts").write_text("nas:/x / nfs4 rw 0 0\n", "utf-8")
    said = well.does("doctor")
    assert (said.code, api.asked) == (1, [])
    assert "缺少 BOT_TOKEN" in said.lines[0]


def test_wrong_settings_are_all_told(well: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMEZONE", "Mars/Olympus")
    monkeypatch.setenv("DATA_KEY", "geheim")
    monkeypatch.setenv("BOT_TOKEN", "")
    said = well.does("doctor")
    assert said.code == 1
    for name, line in zip(("DATA_KEY", "TIMEZONE", "BOT_TOKEN"), said.lines, strict=True):
        assert name in line
    assert "geheim" not in said.out + said.err
