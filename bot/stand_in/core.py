"""Telegram in memory: people write and press, the bot calls methods, everything is recorded."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

from bot.stand_in import editing, sending, settings
from bot.stand_in.arguments import Upload, read
from bot.stand_in.ledger import Sent
from bot.stand_in.people import People
from bot.stand_in.refusal import Refusal, Unmodelled
from bot.stand_in.state import TOKEN, Clock, State

Args = dict[str, Any]

_ACTS: dict[str, Callable[[State, Args], Any]] = {
    "getMe": lambda state, _: settings.get_me(state),
    "sendMessage": sending.send_message,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageReplyMarkup": editing.edit_markup,
    "deleteMessage": editing.delete,
    "answerCallbackQuery": editing.answer,
    "getFile": settings.get_file,
    "setMyCommands": settings.set_commands,
    "deleteMyCommands": settings.delete_commands,
    "getMyCommands": settings.get_commands,
    "setChatMenuButton": settings.set_menu_button,
    "setMyDescription": lambda state, args: settings.set_description(state, args, "description"),
    "setMyShortDescription": lambda state, args: settings.set_description(
        state, args, "short_description"
    ),
    "setWebhook": settings.set_webhook,
    "deleteWebhook": lambda state, args: settings.set_webhook(state, args | {"url": ""}),
    "getWebhookInfo": lambda state, _: settings.get_webhook(state),
}
_EDITS = frozenset(f"editMessage{what}" for what in ("Text", "Caption", "Media", "ReplyMarkup"))
_MESSAGES = _EDITS | {"sendMessage", "sendDocument", "sendPhoto"}


class Telegram(People):
    """One bot's Telegram. `unmodelled` must stay empty: it lists what the stand-in cannot play."""

    def __init__(
        self,
        clock: Clock,
        username: str = "xiaoman_bot",
        name: str = "小满",
        token: str = TOKEN,
    ) -> None:
        super().__init__(clock, username, name, token)

    async def call(
        self, method: str, given: Mapping[str, str], files: Mapping[str, Upload] | None = None
    ) -> tuple[int, dict[str, Any]]:
        """Answer a call of the Bot API: HTTP status and JSON; `Cut` is raised for no answer."""
        self.ledger.calls[method] += 1
        await self.faults.travel()
        try:
            fault = self.faults.next(method, given.get("chat_id"))
            if fault and not fault.after:
                await fault.strike()
            result = await self._act(method, given, files or {})
            if fault and fault.after:
                await fault.strike()
            answer = 200, {"ok": True, "result": result}
        except Refusal as refusal:
            if isinstance(refusal, Unmodelled):
                self.unmodelled.append(refusal.description)
            answer = refusal.code, refusal.body()
        await self.faults.travel()
        return answer

    def download(self, path: str) -> bytes:
        """Return the file at the path that getFile told."""
        file = self.files.get(PurePosixPath(path).stem)
        if file is None or file.path != path:
            raise Refusal(404, "Not Found")
        return file.content

    def commands_for(self, user_id: int, chat_id: int, language: str) -> list[dict[str, str]]:
        """Return the commands that a person sees in a chat."""
        return settings.commands_shown(self, chat_id, user_id, language)

    async def _act(
        self, method: str, given: Mapping[str, str], files: Mapping[str, Upload]
    ) -> Any:
        args = read(method, given, files)
        if method == "getUpdates":
            return await self._get_updates(args)
        if method == "editMessageMedia":
            return self._counted(method, args, lambda: editing.edit_media(self, args, dict(files)))
        return self._counted(method, args, lambda: _ACTS[method](self, args))

    def _counted(self, method: str, args: Args, act: Callable[[], Any]) -> Any:
        """Act; a message or an edit is checked against the limits and written to the ledger."""
        chat_id = args.get("chat_id", 0)
        if method not in _MESSAGES or not isinstance(chat_id, int):
            return act()
        self.flood.check(chat_id)
        made = act()
        self.flood.count(chat_id)
        text = made.get("text") or made.get("caption") or ""
        at = self.flood.clock()
        self.ledger.sent.append(Sent(at, chat_id, made["message_id"], method, text))
        return made

    async def _get_updates(self, args: Args) -> list[dict[str, Any]]:
        if self.webhook["url"]:
            words = "can't use getUpdates method while webhook is active; use deleteWebhook first"
            raise Refusal(409, f"Conflict: {words}")
        if "allowed_updates" in args:
            self.updates.want(args["allowed_updates"])
        return await self.updates.get(
            args.get("offset", 0), args.get("limit", 100), args.get("timeout", 0)
        )
