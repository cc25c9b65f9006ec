"""What people do in this Telegram: write, press, send files, start, block."""

import mimetypes
import re
from typing import Any

from bot.stand_in.arguments import Upload
from bot.stand_in.sending import document_content, photo_content
from bot.stand_in.state import State
from bot.stand_in.wording import typed
from bot.stand_in.world import Chat, Message, User


class People(State):
    """The doings of people; each queues the update that the bot receives."""

    def say(
        self, user: User, text: str, chat: Chat | None = None, reply_to: Message | None = None
    ) -> Message:
        """Write a text, in private unless a group is given."""
        return self._send(user, typed(text), chat, reply_to)

    def start(self, user: User, payload: str = "") -> Message:
        """Open the bot, by a deep link if there is a payload; ends a block."""
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,64}", payload):
            words = f"Telegram takes no such start parameter: {payload!r}"
            raise ValueError(words)
        if self.chats[user.id].blocked:
            self.unblock(user)
        return self.say(user, f"/start {payload}")

    def send_file(
        self, user: User, name: str, content: bytes, caption: str = "", chat: Chat | None = None
    ) -> Message:
        """Send a file."""
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = self.keep(Upload(name, content, mime))
        return self._send(user, document_content(file) | _caption(caption), chat)

    def send_photo(
        self, user: User, content: bytes, caption: str = "", chat: Chat | None = None
    ) -> Message:
        """Send a picture (PNG, GIF or JPEG) as a photo, which has no name."""
        file = self.keep(Upload("photo.jpg", content, "image/jpeg"), picture=True)
        if not file.width:
            words = "an app sends only pictures as photos"
            raise ValueError(words)
        return self._send(user, photo_content(self, file) | _caption(caption), chat)

    def send_contact(self, user: User, phone: str, owner: User | None = None) -> Message:
        """Send a phone number, the sender's own unless an owner is given."""
        owner = owner or user
        contact = {
            "phone_number": phone,
            "first_name": owner.first_name,
            "user_id": owner.id,
        }
        return self._send(user, {"contact": contact})

    def press(self, user: User, message: Message, data: str) -> str:
        """Press an inline button, shown or remembered; return the id of the query."""
        number = self.ask(user, message.chat)
        shown = message.as_json()
        if message.deleted:
            shown = {"chat": shown["chat"], "message_id": message.id, "date": 0}
        query = {
            "id": number,
            "from": user.as_json(),
            "message": shown,
            "chat_instance": str(message.chat.id),
            "data": data,
        }
        self.updates.add("callback_query", query)
        return number

    def block(self, user: User) -> None:
        """Stop the bot."""
        self.chats[user.id].blocked = True
        self._membership(user, "member", "kicked")

    def unblock(self, user: User) -> None:
        """Let the bot write again."""
        self.chats[user.id].blocked = False
        self._membership(user, "kicked", "member")

    def upgrade(self, group: Chat, by: User) -> Chat:
        """Make a supergroup of a basic group, as one of its people does; the old one is dead."""
        people = [one for one in group.members.values() if one.id != self.bot.id]
        new = self.group(group.title, *people, with_bot=self.bot.id in group.members)
        group.migrated_to = new.id
        for chat, moved in (
            (group, {"migrate_to_chat_id": new.id}),
            (new, {"migrate_from_chat_id": group.id}),
        ):
            message = self.post(chat, by, moved)
            self.updates.add("message", self.record("said", chat.id, message))
        return new

    def _membership(self, user: User, old: str, new: str) -> None:
        def member(status: str) -> dict[str, Any]:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"user": self.bot.as_json(), "status": status} | until

        change = {
            "chat": self.chats[user.id].as_json(),
            "from": user.as_json(),
            "date": int(self.clock().timestamp()),
            "old_chat_member": member(old),
            "new_chat_member": member(new),
        }
        self.updates.add("my_chat_member", change)

    def _send(
        self,
        user: User,
        content: dict[str, Any],
        chat: Chat | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        chat = chat or self.chats[user.id]
        if chat.blocked or user.id not in chat.members:
            words = f"{user.first_name} cannot write in this chat: blocked the bot, or no member"
            raise ValueError(words)
        chat.started = True
        message = self.post(chat, user, content)
        message.reply_to = reply_to
        shown = self.record("said", chat.id, message)
        if self._heard(message):
            self.updates.add("message", shown)
        return message

    def _heard(self, message: Message) -> bool:
        """Tell whether the bot gets it: in groups only commands, mentions and replies to it."""
        if message.chat.private:
            return True
        if self.bot.id not in message.chat.members:
            return False
        if message.reply_to and message.reply_to.sender.id == self.bot.id:
            return True
        name = f"@{self.bot.username}"
        command = re.match(r"/\w+(@\w+)?", message.text)
        return name in message.text or bool(command and command[1] in {None, name})


def _caption(text: str) -> dict[str, Any]:
    words = typed(text) if text else {}
    names = {"text": "caption", "entities": "caption_entities"}
    return {names[name]: value for name, value in words.items()}
