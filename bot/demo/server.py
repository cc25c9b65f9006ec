"""The demo page's server: what people do in the browser is done in the Telegram in memory."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aiohttp import web

from bot.demo.feed import Feed
from bot.demo.guard import add_headers, guard
from bot.demo.views import Persona, chat_view, message_view, world_view
from bot.demo.words import words
from bot.stand_in.core import Telegram
from bot.stand_in.pictures import size_of
from bot.stand_in.world import Chat, User
from handlers.i18n import LANGUAGES

__all__ = ["Persona", "web_app"]

HOST = "127.0.0.1"
LARGEST = 20 * 2**20
_PAGE = Path(__file__).parent / "page"
_SHOWN = frozenset({"image/png", "image/jpeg", "image/gif"})

Act = Callable[[User, Chat, dict[str, Any]], dict[str, Any]]


def web_app(
    telegram: Telegram, personas: Sequence[Persona], zone: str = "Asia/Shanghai"
) -> web.Application:
    """Return the page's server for these people; times are shown in the zone."""
    page = _Page(telegram, personas, zone)
    feed = Feed(telegram)
    app = web.Application(middlewares=[guard], client_max_size=LARGEST + 2**20)
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(feed.close)
    app.router.add_get("/", page.index)
    app.router.add_static("/page", _PAGE)
    app.router.add_get("/api/words", page.words)
    app.router.add_get("/api/world", page.world)
    app.router.add_get("/api/chat", page.chat)
    app.router.add_get("/api/files/{file}", page.file)
    app.router.add_get("/api/events", feed.stream)
    app.router.add_post("/api/file", page.send_file)
    for name, act in page.acts().items():
        app.router.add_post(f"/api/{name}", page.posted(act))
    return app


class _Page:
    """The answers to the page's requests."""

    def __init__(self, telegram: Telegram, personas: Sequence[Persona], zone: str) -> None:
        self._telegram, self._personas, self._zone = telegram, personas, zone

    async def index(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(_PAGE / "index.html")

    async def words(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(words(_language(request)))

    async def world(self, request: web.Request) -> web.StreamResponse:
        view = world_view(self._telegram, self._personas, _language(request), self._zone)
        return web.json_response(view)

    async def chat(self, request: web.Request) -> web.StreamResponse:
        user, chat = self._who(dict(request.query))
        return web.json_response(chat_view(self._telegram, chat, user.id))

    async def file(self, request: web.Request) -> web.StreamResponse:
        file = self._telegram.files.get(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound
        shown = file.mime in _SHOWN and bool(file.width)
        name = f"filename*=UTF-8''{quote(file.name)}"
        return web.Response(
            body=file.content,
            content_type=file.mime if shown else "application/octet-stream",
            headers={"Content-Disposition": f"{'inline' if shown else 'attachment'}; {name}"},
        )

    async def send_file(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        user, chat = self._who({name: form[name] for name in ("user", "chat")})
        upload = form["file"]
        if not isinstance(upload, web.FileField):
            raise web.HTTPBadRequest
        content, caption = upload.file.read(), str(form.get("caption", ""))
        if len(content) > LARGEST or not content:
            raise web.HTTPRequestEntityTooLarge(max_size=LARGEST, actual_size=len(content))
        if upload.content_type in _SHOWN and any(size_of(content)):
            sent = self._telegram.send_photo(user, content, caption, chat)
        else:
            sent = self._telegram.send_file(user, upload.filename, content, caption, chat)
        return web.json_response(message_view(sent))

    def acts(self) -> dict[str, Act]:
        """Return what can be posted as JSON, by name."""
        return {"say": self._say, "press": self._press, "start": self._start, "phone": self._phone}

    def posted(self, act: Act) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """Return the handler that reads a JSON body and does the act."""

        async def handle(request: web.Request) -> web.StreamResponse:
            body = await request.json()
            try:
                return web.json_response(act(*self._who(body), body))
            except (KeyError, TypeError, ValueError) as mistake:
                raise web.HTTPBadRequest(text=str(mistake)) from mistake

        return handle

    def _say(self, user: User, chat: Chat, body: dict[str, Any]) -> dict[str, Any]:
        return message_view(self._telegram.say(user, str(body["text"]), chat))

    def _press(self, user: User, chat: Chat, body: dict[str, Any]) -> dict[str, Any]:
        message = chat.messages[int(body["message"])]
        return {"query": self._telegram.press(user, message, str(body["data"]))}

    def _start(self, user: User, _chat: Chat, body: dict[str, Any]) -> dict[str, Any]:
        return message_view(self._telegram.start(user, str(body.get("payload", ""))))

    def _phone(self, user: User, _chat: Chat, _body: dict[str, Any]) -> dict[str, Any]:
        return message_view(self._telegram.send_contact(user, f"138{user.id % 10**8:08}"))

    def _who(self, given: dict[str, Any]) -> tuple[User, Chat]:
        try:
            user = self._telegram.users[int(given["user"])]
            chat = self._telegram.chats[int(given["chat"])]
        except (KeyError, ValueError) as mistake:
            raise web.HTTPNotFound from mistake
        if user.id not in chat.members:
            raise web.HTTPForbidden(text="Not this person's chat.")
        return user, chat


def _language(request: web.Request) -> str:
    asked = request.query.get("language", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]
