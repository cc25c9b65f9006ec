"""Who may write to whom, and whose a notice is."""

from datetime import date

from sqlalchemy.orm import Session

from services.history import SEES_ALL
from services.organisation import BACK_OFFICE, Employee, Viewer, sorted_people, viewer
from services.store.broadcasts import Broadcast

KIND, PREVIEW, REMINDER = "broadcast", "broadcast_preview", "broadcast_reminder"
EDIT, RECALL, LIVE = "broadcast_edit", "broadcast_recall", "broadcast_live"
DRAFT, STAGING, OUT, RECALLED = "draft", "staging", "out", "recalled"
ONLY_READ, VOTE, WORDS = "read", "vote", "words"
AUTHORS = frozenset({BACK_OFFICE, SEES_ALL})


class NotAnAuthorError(Exception):
    """Whoever asks works here, but sends no notices to many."""


class NotYourNoticeError(Exception):
    """Whoever asks neither sent nor got the notice, or there is none."""


def author(session: Session, who: int, today: date) -> Viewer:
    """Return who asks if he may write to many; UnknownPersonError, NotAnAuthorError."""
    asking = viewer(session, who, today)
    if not AUTHORS & asking.posts:
        raise NotAnAuthorError
    return asking


def reach(asking: Viewer) -> list[Employee]:
    """Return to whom an author may write: everybody, or the people of his unit; not himself."""
    org = asking.organisation
    people = (one for one in org.people.values() if one.works_on(org.day))
    if SEES_ALL not in asking.posts:
        units = org.within(asking.me.unit)
        people = (one for one in people if one.unit in units)
    return sorted_people(one for one in people if one.staff_id != asking.staff_id)


def own(
    session: Session, who: int, today: date, broadcast: int, *, held: bool = False
) -> tuple[Viewer, Broadcast]:
    """Return who asks and the notice that is his to manage; `held`: alone for this transaction.

    His own, as long as he may write to its unit; the general manager's all that were sent.
    UnknownPersonError, NotAnAuthorError, NotYourNoticeError.
    """
    asking = author(session, who, today)
    row = session.get(Broadcast, broadcast, with_for_update=held)
    if row is None or not manages(asking, row):
        raise NotYourNoticeError
    return asking, row


def manages(asking: Viewer, row: Broadcast) -> bool:
    """Tell whether the notice is his to manage."""
    mine = row.author_id == asking.staff_id
    if SEES_ALL in asking.posts:
        return mine or row.state != DRAFT
    return mine and row.unit in asking.organisation.within(asking.me.unit)


def key(broadcast: int, staff_id: int) -> str:
    """Return the key of a reader's rows in the outbox."""
    return f"{KIND}:{broadcast}:{staff_id}"
