"""Copies of a client's name and phone in what people wrote: looked for, and blotted out.

What came in and goes out is wiped after some days anyway; this does not wait for it. What is only
added and not about him, and the audit, stay as they are. A name that somebody else has too is
left alone: it cannot be told who is meant.
"""

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select, tuple_, update
from sqlalchemy.orm import Session

from services.forgetting.subjects import Subject
from services.store import changes
from services.store.cells import CELLS, Cells
from services.store.clients import Appointment
from services.store.figures import ClientName
from services.store.people import Terms
from services.store.privacy import PutAway
from services.store.vault import KeyUnusableError, vault

AT_ONCE = 500
BLOT = "＊"
WHOLE_PHONE = 7  # digits: fewer stand for somebody else as well
OWN = {  # of staff, of other clients, of the house
    *("terms.name_sealed", "bindings.shown_sealed", "groups.title_sealed"),
    *("client_names.name_sealed", "appointments.name_sealed", "appointments.phone_sealed"),
    *("retired_keys.key_sealed", "sealed_cells.text_sealed", "file_chunks.content"),
}
ONLY_ADDED = {
    *("audit.detail_sealed", "decisions.note_sealed", "conduct_entries.note_sealed"),
    *("appointment_entries.note_sealed", "dispute_evidence.note_sealed"),
    *("put_away.reason_sealed", "report_entries.text_sealed"),
    *("inventory_items.text_sealed", "inventory_entries.text_sealed"),
    *("training_entries.text_sealed", "staff_notices.text_sealed", "licences.text_sealed"),
    "bank_rewards.text_sealed",  # once paid it is refused
}
SEARCHED = tuple(one for one in CELLS if one.name not in OWN | ONLY_ADDED)


@dataclass(frozen=True)
class Found:
    """Rows of a column with a trace in them; `after` is where to go on, none at the end."""

    rows: tuple[tuple[Any, ...], ...]
    after: tuple[Any, ...] | None


def told_apart(session: Session, subject: Subject, words: Collection[str]) -> frozenset[str]:
    """Return those of the words by which nobody else is meant, phones in full."""
    staff = {one.name for one in session.scalars(select(Terms))}
    digests = {vault().index(word): word for word in words}
    others = select(ClientName.name_index).where(
        ClientName.name_index.in_([*digests]),
        ClientName.client_id != (subject.client or 0),
        ClientName.client_id.not_in(
            select(PutAway.client_id).where(PutAway.client_id.is_not(None))
        ),
    )
    away = select(PutAway.appointment_id).where(PutAway.appointment_id.is_not(None))
    rest = Appointment.id.not_in([*subject.appointments]) & Appointment.id.not_in(away)
    registered = {one.name for one in session.scalars(select(Appointment).where(rest))}
    shared = staff | registered | {digests[bytes(one)] for one in session.scalars(others)}
    return frozenset(word for word in words if _tells(word) and word not in shared)


def search(
    session: Session, cells: Cells, words: Collection[str], after: tuple[Any, ...] | None = None
) -> Found:
    """Look through the next rows of a column."""
    sought = _pattern(words)
    asked = select(*cells.keys, cells.column).where(cells.filled).order_by(*cells.keys)
    if after is not None:
        asked = asked.where(tuple_(*cells.keys) > tuple_(*after))
    rows = session.execute(asked.limit(AT_ONCE)).all()
    hits = tuple(tuple(key) for *key, sealed in rows if sought.search(_open(cells, key, sealed)))
    return Found(hits, tuple(rows[-1][:-1]) if len(rows) == AT_ONCE else None)


@changes
def blot(
    session: Session, cells: Cells, rows: Iterable[tuple[Any, ...]], words: Collection[str]
) -> int:
    """Blot the words out in these rows; return how many rows had some."""
    sought, done = _pattern(words), 0
    for row in rows:
        here = [key == bindparam(f"k{at}", row[at]) for at, key in enumerate(cells.keys)]
        sealed = session.scalar(select(cells.column).where(*here).with_for_update())
        text = _open(cells, row, sealed or b"")
        if sought.search(text):
            sealed = vault().seal(sought.sub(BLOT, text), cells.place(row))
            session.execute(update(cells.table).where(*here).values({cells.column: sealed}))
            done += 1
    return done


def _open(cells: Cells, row: Iterable[Any], sealed: bytes) -> str:
    try:
        return vault().open(bytes(sealed), cells.place([*row])) if sealed else ""
    except (KeyUnusableError, UnicodeDecodeError):
        return ""


def _tells(word: str) -> bool:
    digits = re.sub(r"\D", "", word)
    return len(word) > 1 and (not word.isdecimal() or len(digits) >= WHOLE_PHONE)


def _pattern(words: Collection[str]) -> re.Pattern[str]:
    """Return what finds the words, as they are, as JSON has them, phones with gaps."""
    ways = {re.escape(word) for word in words}
    ways |= {re.escape(json.dumps(word)[1:-1]) for word in words}
    ways |= {r"[\s-]*".join(word) for word in words if word.isdecimal()}
    return re.compile("|".join(sorted(ways, key=len, reverse=True)) or r"(?!)")
