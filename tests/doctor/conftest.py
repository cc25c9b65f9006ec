"""An office where all is well, with a small Bot API of its own, a proxy, and a doctor."""

import asyncio
import json
import shutil
import socket
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest

from bot.doctor import examine, files
from bot.settings import Settings
from handlers.console_doctor import finding
from handlers.i18n import LANGUAGES
from handlers.render import plain
from tests.branch import NOW
from tests.canaries import TOKEN
from tests.databases import KEY
from tests.office import Office

WELL: dict[str, Any] = {
    "getMe": {"id": 1, "can_join_groups": True, "can_read_all_group_messages": False},
    "getWebhookInfo": {"url": "", "pending_update_count": 0},
    "getMyCommands": [{"command": "pay", "description": "pay"}],
}
HERE = "127.0.0.1"


@dataclass
class Api:
    """A Bot API: what it answers to each method, and its clock."""

    results: dict[str, Any]
    date: datetime | None = NOW
    status: int = 200
    body: str = ""
    port: int = 0
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://{HERE}:{self.port}"

    def answer(self, path: str) -> str:
        """Return what it answers."""
        self.asked.append(path)
        method = path.rpartition("/")[2]
        return self.body or json.dumps({"ok": True, "result": self.results[method]})


@contextmanager
def serving(server: socketserver.TCPServer) -> Iterator[int]:
    """Serve in a thread of its own; yield the port."""
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def api() -> Iterator[Api]:
    """Return a Bot API at which all is well; a proxy too, to whoever takes it for one."""
    made = Api(deepcopy(WELL))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = made.answer(self.path).encode()
            self.send_response_only(made.status)
            if made.date:
                self.send_header("Date", format_datetime(made.date.astimezone(UTC), usegmt=True))
            self.end_headers()
            self.wfile.write(content)

    with serving(ThreadingHTTPServer((HERE, 0), Handler)) as made.port:
        yield made


class Socks(socketserver.StreamRequestHandler):
    """Speaks SOCKS 5, and leads to one place whatever the name; or refuses."""

    to: int
    names: list[bytes]
    refuses = False

    def handle(self) -> None:
        """Lead one connection through."""
        self.rfile.read(self.rfile.read(2)[1])
        self.wfile.write(b"\5\0")
        length = self.rfile.read(5)[4]
        self.names.append(self.rfile.read(length))
        self.rfile.read(2)
        self.wfile.write((b"\5\2\0\1" if self.refuses else b"\5\0\0\1") + bytes(6))
        if self.refuses:
            return
        with socket.create_connection((HERE, self.to)) as there:
            while (line := self.rfile.readline()) != b"\r\n":
                there.sendall(line)
            there.sendall(line)
            while some := there.recv(10_000):
                self.wfile.write(some)


@pytest.fixture
def socks(api: Api) -> Iterator[Any]:
    """Return a SOCKS proxy that leads to the Bot API."""
    handler: Any = type("Handler", (Socks,), {"to": api.port, "names": []})
    with serving(socketserver.ThreadingTCPServer((HERE, 0), handler)) as port:
        handler.port = port
        yield handler


@pytest.fixture
def well(office: Office, api: Api, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Return an office where all is well."""
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("BOT_API_URL", api.url)
    monkeypatch.setattr(files, "MOUNTS", office.folder / "mounts")
    (office.folder / "mounts").write_text("/dev/sda1 / ext4 rw 0 0\n", "utf-8")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10**12))
    return office


def found() -> list[str]:
    """Return the kinds of what the doctor finds; each is worded, and says nothing secret."""
    some = asyncio.run(examine(Settings.read()))
    for one in some:
        for language in LANGUAGES:
            said = plain(finding(one.kind, **one.data), language)
            assert not [one for one in ("{", TOKEN, KEY, "geheim") if one in said], said
    return [one.kind for one in some]
