"""Rows of licences: which of a person's are in force, how long they still are."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.store.trainingfile import Licence as Row

CERTIFICATE, ADVISER, BROKER, OTHER = "certificate", "adviser", "broker", "other"
KINDS = (CERTIFICATE, ADVISER, BROKER, OTHER)
"""证券从业资格 (got: see `Terms.certified`), registered as adviser, as broker; any other."""
WATCHED = (60, 30, 7)
"""So many days before it expires it is said."""


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as it was recorded last; `earlier`: how many rows it replaces.

    `issued` of a certificate is the day in the person's record. `title` is what one of no kind
    of ours is called.
    """

    id: int
    staff_id: int
    kind: str
    title: str
    number: str = field(repr=False)
    issued: date | None
    expires: date | None
    file_id: int | None
    earlier: int

    def left(self, today: date) -> int | None:
        """Return how many days it still holds (0: today is the last); none: for good."""
        return None if self.expires is None else (self.expires - today).days


def read(row: Row, certified: date | None = None, earlier: int = 0) -> Licence:
    """Return a row as a licence."""
    text: dict[str, str] = json.loads(row.text)
    issued = certified if row.kind == CERTIFICATE else row.issued
    who = row.id, row.staff_id, row.kind, text["title"], text["number"]
    return Licence(*who, issued, row.expires, row.file_id, earlier)


def in_force(
    session: Session, staff_ids: Iterable[int], certified: dict[int, date | None]
) -> list[Licence]:
    """Return the last row of each licence of some people, by person and kind.

    `certified`: when each got the certificate, as their records say.
    """
    chosen = select(Row).where(Row.staff_id.in_([*staff_ids])).order_by(Row.made_at, Row.id)
    found: dict[tuple[int, str, str], Licence] = {}
    for row in session.scalars(chosen):
        one = read(row, certified.get(row.staff_id))
        key = one.staff_id, one.kind, one.title.casefold()
        before = found.get(key)
        earlier = before.earlier + 1 if before else 0
        found[key] = read(row, certified.get(row.staff_id), earlier)
    return sorted(found.values(), key=lambda one: (KINDS.index(one.kind), one.title))
