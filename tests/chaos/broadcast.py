"""Notices that the back office writes to many while the bot runs; what its card tells of them."""

from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias

from openpyxl import load_workbook

from bot.stand_in import Message, Telegram
from handlers.broadcasts.buttons import Read, Report
from services.recurrence import ZONE
from tests.broadcasts.desk import MARKETER, OFFICE, confirmed, drafted, turned
from tests.chaos import clock
from tests.chaos.scenes import Scene
from tests.chaos.trial import Trial
from tests.world import PEOPLE

Place: TypeAlias = Scene | Trial
READERS = frozenset(one.account for one in PEOPLE if one.bound and one.account != OFFICE)
UNBOUND = sum(not one.bound for one in PEOPLE)
SOON = 60.0
"""Seconds within which an author's card is redrawn."""


@dataclass(frozen=True)
class Written:
    """A notice to everybody: its number, its words, its author's card."""

    place: Place
    number: int
    words: str
    card: int

    @property
    def came(self) -> Counter[int]:
        """How often it came to each account, as Telegram has it."""
        sent = self.place.telegram.does(lambda there: list(there.ledger.sent))
        return Counter(
            one.chat_id
            for one in sent
            if one.method.startswith("send") and self.words in one.text and one.chat_id != OFFICE
        )

    def told(self, blocked: int = 0) -> None:
        """Check what the author is told, by his card and by the report, against Telegram's count.

        One reads it, so that the card is redrawn soon.
        """
        self.place.telegram.does(self._is_read)
        self.place.telegram.waits(lambda there: "已阅 1" in self._card(there), SOON)
        got = len(self.came)
        parts = [f"已送达 {got}", f"停用了机器人 {blocked}", f"没有绑定 {UNBOUND}"]
        said = " · ".join(one for one in parts if not one.endswith(" 0"))
        line = f"共 {got + blocked + UNBOUND} 人：{said}"
        assert line in self.place.telegram.does(self._card).splitlines()
        states = {"已送达": got, "停用了机器人": blocked, "没有绑定": UNBOUND}
        assert self._reported() == {what: many for what, many in states.items() if many}

    def _is_read(self, there: Telegram) -> None:
        chat = there.chats[MARKETER]
        there.press(chat.members[MARKETER], self._in(there, MARKETER), self._read)

    @property
    def _read(self) -> str:
        return Read(self.number, listed=False).packed()

    def _in(self, there: Telegram, account: int) -> Message:
        shown = there.chats[account].shown()
        return next(one for one in shown if self.words in one.text)

    def _card(self, there: Telegram) -> str:
        return there.chats[OFFICE].messages[self.card].text

    def _reported(self) -> Counter[str]:
        """Ask for the report and count its lines by what became of each."""

        def ask(there: Telegram) -> None:
            card = there.chats[OFFICE].messages[self.card]
            there.press(there.users[OFFICE], card, Report(self.number).packed())

        def found(there: Telegram) -> bytes | None:
            sent = [one.content.get("document") for one in there.chats[OFFICE].shown()]
            last = next((one for one in reversed(sent) if one), None)
            return there.files[last["file_id"]].content if last else None

        self.place.telegram.does(ask)
        self.place.telegram.waits(found, SOON)
        sheet = load_workbook(BytesIO(self.place.telegram.does(found) or b"")).active
        assert sheet is not None
        head, *rows = sheet.iter_rows(values_only=True)
        return Counter(row[head.index("送达")] for row in rows)


def write(place: Place, words: str) -> Written:
    """Have the back office write to everybody, at once whatever the hour."""

    def post(there: Telegram) -> int:
        return there.post(there.chats[OFFICE], there.bot, {"text": "确定发送"}).id

    made = drafted(place.store, text=words)
    made = turned(place.store, made, OFFICE, "urgent")
    card = place.telegram.does(post)
    assert confirmed(place.store, made, OFFICE, clock().astimezone(ZONE), card)
    return Written(place, made.id, words, card)
