"""Notices on their way: each message drawn from the rows when it is sent, changed, taken away."""

from dataclasses import replace
from datetime import datetime

from handlers.broadcasts import draft
from handlers.broadcasts import letter as letters_
from handlers.broadcasts.buttons import Open
from handlers.context import House, Screen
from handlers.i18n import _, say
from handlers.topic import ways
from handlers.work import Work
from services.broadcasts import counting, letters, managing, sending
from services.broadcasts.letters import Letter, RecalledError
from services.broadcasts.managing import TELL
from services.broadcasts.rows import (
    EDIT,
    KIND,
    LIVE,
    PREVIEW,
    RECALL,
    REMINDER,
    NotAnAuthorError,
    NotYourNoticeError,
    key,
)
from services.broadcasts.sending import CHUNK, SEND
from services.delivery import Due
from services.organisation import UnknownPersonError

GONE = (NotYourNoticeError, RecalledError, UnknownPersonError, NotAnAuthorError)


def _now(house: House) -> datetime:
    return house.clock().astimezone(house.zone)


async def _found(house: House, due: Due) -> Letter | None:
    """Return the notice, if it is still his to read."""
    who, number = due.chat_id or 0, due.data["broadcast"]
    try:
        return await house.store.run(letters.letter, who, _now(house), number)
    except GONE:
        return None


def _piece(one: Letter, number: int, *, trial: bool = False) -> Screen | None:
    """Draw one of a notice's messages: that of its file, or a part of its text; None: no more."""
    at = number - (one.file_id is not None)
    if at < 0:
        return Screen([], stored=one.file_id)
    return letters_.part(one, at, trial=trial) if at < len(one.parts) else None


async def _arrives(house: House, due: Due) -> Screen | None:
    one = await _found(house, due)
    return _piece(one, due.piece) if one else None


async def _tried(house: House, due: Due) -> Screen | None:
    """Draw the copy for the author."""
    who, number = due.chat_id or 0, due.data["broadcast"]
    try:
        one = await house.store.run(letters.trial, who, _now(house), number)
    except GONE:
        return None
    return _piece(one, due.piece, trial=True)


async def _edited(house: House, due: Due) -> Screen | None:
    """Draw a message anew where it stands; one that the text does not need any more goes."""
    one = await _found(house, due)
    if one is None:
        return None
    sent = await house.store.run(letters.messages, [key(one.id, one.reader_id)], due.piece)
    drawn = _piece(one, due.piece)
    if not sent or (drawn and drawn.stored):
        return None
    if drawn is None:
        return Screen(say(_("（已更新，见上一条）")), deletes=sent[0])
    return replace(drawn, edits=sent[0])


async def _recalled(house: House, due: Due) -> Screen | None:
    """Take a message away: one of the notice's own, after these the reminders of it."""
    number, staff = due.data["broadcast"], int(due.key.rpartition(":")[2])
    found = await house.store.run(letters.sent_as, number, staff, due.piece)
    return None if found is None else Screen(say(_("这条通知已撤回。")), deletes=found)


async def _reminded(house: House, due: Due) -> Screen | None:
    """Remind of a notice that is not read yet."""
    one = await _found(house, due)
    if one is None or one.read_at:
        return None
    said = say(_("👋 {author} 的通知还等您看：{title}"), author=one.author, title=one.title)
    return Screen(said, [[(say(_("看通知")), Open(one.id))], ways()])


async def _live(house: House, due: Due) -> Screen | None:
    """Draw the author's card anew where it stands."""
    who, number = due.chat_id or 0, due.data["broadcast"]
    try:
        one = await house.store.run(counting.card, who, _now(house), number)
    except GONE:
        return None
    return None if one.card_id is None else replace(draft.live(one), edits=one.card_id)


async def send(work: Work) -> None:
    """Write a notice's messages down, some at a time; then let them all go."""
    number, people = work.job.data["broadcast"], work.job.data["people"]
    for at in range(0, len(people), CHUNK):
        await work.run(sending.stage, work.now, number, people[at : at + CHUNK])
    await work.finish(sending.publish, work.now, number)


async def tell(work: Work) -> None:
    """Write down what is told of a notice, some at a time."""
    data = work.job.data
    people = data["people"]
    for at in range(0, len(people), CHUNK):
        await work.run(managing.tell, work.now, data, people[at : at + CHUNK])
    await work.finish(managing.told, work.now, data["broadcast"])


CARDS = {
    KIND: _arrives,
    PREVIEW: _tried,
    EDIT: _edited,
    RECALL: _recalled,
    REMINDER: _reminded,
    LIVE: _live,
}
JOBS = {SEND: send, TELL: tell}
