"""Whether Telegram answers, knows the token, has our time, and is set as the bot needs it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote, urlsplit

from aiohttp import (
    BaseConnector,
    ClientError,
    ClientHttpProxyError,
    ClientProxyConnectionError,
    ClientSession,
    ClientTimeout,
    TCPConnector,
)
from aiohttp_socks import (
    ProxyConnectionError,
    ProxyConnector,
    ProxyError,
    ProxyTimeoutError,
    ProxyType,
)

from bot.doctor.finding import Finding
from bot.settings import Settings

PATIENCE = 6  # seconds for an answer; there are two rounds of them
DRIFT = timedelta(seconds=5)
TICK = timedelta(seconds=1)  # the Date header has whole seconds
RECENT = timedelta(days=1)
SOCKS_PORT = 1080
TROUBLE = HTTPStatus.INTERNAL_SERVER_ERROR  # and above
DEAD = (ClientError, ProxyConnectionError, ProxyError, ProxyTimeoutError, TimeoutError, OSError)


class UnavailableError(Exception):
    """The Bot API answers that it cannot just now; the argument is the HTTP status."""


@dataclass(frozen=True)
class Answer:
    """What the Bot API answered to a method, and when by its clock and between which by ours."""

    status: int
    body: Any
    date: datetime | None
    sent: datetime
    received: datetime

    @property
    def result(self) -> Any:
        """What a method that succeeded returned."""
        return self.body["result"]


async def examine(settings: Settings) -> list[Finding]:
    """Ask for the bot, its webhook and its commands; nothing without a token."""
    if not settings.bot_token:
        return []
    try:
        async with _session(settings) as session:
            return await _examine(session, settings)
    except UnavailableError as error:
        return [Finding("unavailable", {"status": error.args[0]})]
    except (ValueError, KeyError, TypeError):
        return [Finding("strange_answer")]
    except DEAD as error:
        return [Finding(_why(error, settings))]


async def _examine(session: ClientSession, settings: Settings) -> list[Finding]:
    me = await _ask(session, settings, "getMe")
    found = list(clock(me))
    if me.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
        return [*found, Finding("token_refused")]
    hook = await _ask(session, settings, "getWebhookInfo")
    commands = await _ask(session, settings, "getMyCommands")
    wanted = settings.webhook_url if settings.bot_mode == "webhook" else ""
    found += [*groups(me.result), *webhook(hook.result, wanted)]
    found += last_error(hook.result, hook.received, settings)
    return found if commands.result else [*found, Finding("no_commands")]


def clock(answer: Answer) -> Iterator[Finding]:
    """Compare our clock with theirs, allowing for the way there and back."""
    if answer.date is None:
        return
    behind, ahead = answer.date - answer.received, answer.sent - answer.date - TICK
    if max(behind, ahead) > DRIFT:
        seconds = round(max(behind, ahead).total_seconds())
        yield Finding("clock_behind" if behind > ahead else "clock_ahead", {"seconds": seconds})


def groups(me: dict[str, Any]) -> Iterator[Finding]:
    """Look at what @BotFather was told about groups."""
    if not me["can_join_groups"]:
        yield Finding("no_groups")
    if me["can_read_all_group_messages"]:
        yield Finding("reads_groups")


def webhook(info: dict[str, Any], wanted: str) -> Iterator[Finding]:
    """Compare the webhook that is set with the wanted one (none while polling).

    An address is secret but for its host.
    """
    if info["url"] != wanted:
        host = urlsplit(info["url"]).hostname
        kind = "webhook_missing" if not info["url"] else "webhook_elsewhere"
        yield Finding(kind if wanted else "webhook_set", {"host": host or ""})


def last_error(info: dict[str, Any], at: datetime, settings: Settings) -> Iterator[Finding]:
    """Tell what went wrong lately between Telegram and the webhook."""
    failed = datetime.fromtimestamp(info.get("last_error_date", 0), UTC)
    if at - failed <= RECENT:
        why = {"moment": failed.astimezone(settings.timezone), "why": info["last_error_message"]}
        yield Finding("webhook_failed", why)


async def _ask(session: ClientSession, settings: Settings, method: str) -> Answer:
    proxy = None if _is_socks(settings.bot_proxy) else settings.bot_proxy or None
    sent = settings.clock()
    url = f"{settings.bot_api_url}/bot{settings.bot_token}/{method}"
    async with session.get(url, proxy=proxy) as response:
        date, received = response.headers.get("Date"), settings.clock()
        if response.status >= TROUBLE or response.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise UnavailableError(response.status)
        body = json.loads(await response.text())
    return Answer(
        response.status, body, parsedate_to_datetime(date) if date else None, sent, received
    )


def _session(settings: Settings) -> ClientSession:
    socks = _is_socks(settings.bot_proxy)
    connector = _by_socks(settings.bot_proxy) if socks else TCPConnector()
    return ClientSession(connector=connector, timeout=ClientTimeout(PATIENCE))


def _by_socks(proxy: str) -> BaseConnector:
    parts = urlsplit(proxy)
    return ProxyConnector(
        parts.hostname or "",
        parts.port or SOCKS_PORT,
        ProxyType.SOCKS5,
        unquote(parts.username or "") or None,
        unquote(parts.password or "") or None,
        rdns=True,
    )


def _is_socks(proxy: str) -> bool:
    return proxy.startswith("socks")


def _why(error: Exception, settings: Settings) -> str:
    match error:
        case ProxyConnectionError() | ClientProxyConnectionError():
            return "proxy_dead"
        case ProxyError() | ClientHttpProxyError():
            return "proxy_refuses"
    return "unreachable_by_proxy" if settings.bot_proxy else "unreachable"
