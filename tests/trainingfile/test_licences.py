"""Licences: watched 60, 30 and 7 days before they expire and once over; renewed by a new row.

Broken by another term in WATCHED, a renewal that changes a row, the certificate's day kept twice.
"""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from services import organisation
from services.licences import chase, reading, recording
from services.licences.recording import (
    ExpiresBeforeError,
    NoSuchLicenceError,
    NotCertifiedError,
    SameAgainError,
)
from services.store import Store
from services.store.talk import Audit
from services.store.trainingfile import Licence
from tests.trainingfile import CHEN, NEW, ZENG, at, staff, told

EXPIRES = date(2026, 12, 31)
DAY = timedelta(1)


def record(store: Store, now: datetime | None = None, **more: Any) -> None:
    answers: dict[str, Any] = {"kind": "adviser", "number": "S1"}
    answers |= {"issued": date(2024, 1, 1), "expires": EXPIRES}
    one = staff(store)
    store.call(recording.record, ZENG, now or at(10, 5), staff=one, **(answers | more))


def run(store: Store, first: datetime, days: int) -> list[tuple[str, str]]:
    for number in range(days):
        now = first + number * DAY
        store.call(chase.daily, now, now)
    return [(who, key.split(".")[1].split(":")[0]) for who, key in told(store, chase.EXPIRES)]


@pytest.mark.parametrize(
    ("left", "stage"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, -1), (-99, -1)],
)
def test_when_it_is_said(left: int, stage: int | None) -> None:
    assert chase.stage(left) == stage


def test_the_person_and_his_back_office_are_told_and_once_over_the_general_manager(
    filled_store: Store,
) -> None:
    record(filled_store)
    found = run(filled_store, at(10, 30), 80)
    him, office = [{stage for who, stage in found if who == one} for one in ("JC060", "JC011")]
    assert him == office == {"60", "30", "7", "-1"}
    assert [stage for who, stage in found if who == "JC001"] == ["-1"]
    assert len(found) == 2 * 4 + 1


def test_renewed_it_is_watched_anew_and_the_old_row_stays(filled_store: Store) -> None:
    record(filled_store)
    later = date(2028, 12, 31)
    record(filled_store, now=at(11, 20), number="S2", expires=later)
    assert run(filled_store, at(12, 20), 30) == []
    rows = filled_store.call(lambda s: list(s.scalars(select(Licence).order_by(Licence.made_at))))
    assert [one.expires for one in rows] == [EXPIRES, later]
    (one,) = filled_store.call(reading.of_person, NEW, date(2026, 11, 20), 0).licences
    assert (one.number, one.expires, one.earlier) == ("S2", later, 1)
    assert filled_store.call(reading.current, NEW, date(2026, 11, 20), rows[0].id) is None


def test_the_same_again_is_no_renewal(filled_store: Store) -> None:
    record(filled_store)
    with pytest.raises(SameAgainError):
        record(filled_store)
    record(filled_store, kind="other", title="基金从业资格")
    record(filled_store, kind="other", title="期货从业资格")
    assert len(filled_store.call(reading.of_person, NEW, date(2026, 11, 20), 0).licences) == 3


def test_the_certificates_day_stays_in_the_record(filled_store: Store) -> None:
    record(filled_store, kind="certificate", issued=date(1999, 1, 1))
    certified = filled_store.call(organisation.by_number, "JC060", date(2026, 11, 5)).certified
    row = filled_store.call(lambda s: s.scalars(select(Licence)).one())
    assert row.issued is None
    card = filled_store.call(reading.of_person, NEW, date(2026, 11, 5), 0)
    assert card.certified is None  # it is said with the row
    assert [one.issued for one in card.licences] == [certified]


def test_without_the_day_in_the_record_there_is_no_certificate(filled_store: Store) -> None:
    with pytest.raises(NotCertifiedError):
        filled_store.call(
            recording.record,
            6,  # the branch's back office
            at(10, 5),
            staff=staff(filled_store, "JC045"),
            kind="certificate",
            number="S1",
        )


def test_what_does_not_fit_is_refused(filled_store: Store) -> None:
    with pytest.raises(ExpiresBeforeError):
        record(filled_store, expires=date(2023, 12, 31))
    with pytest.raises(NoSuchLicenceError):
        record(filled_store, kind="driving")


def test_who_looks_at_a_number_is_on_record(filled_store: Store) -> None:
    record(filled_store)
    number = filled_store.call(lambda s: s.scalars(select(Licence.id)).one())
    assert filled_store.call(recording.reveal, CHEN, at(10, 6), number).number == "S1"
    chosen = select(Audit).where(Audit.what == "licence.shown")
    (entry,) = filled_store.call(lambda s: list(s.scalars(chosen)))
    assert entry.actor == str(staff(filled_store, "JC001"))
    written = filled_store.call(lambda s: [one.detail for one in s.scalars(select(Audit))])
    assert "S1" not in "".join(written)


def test_what_waits(filled_store: Store) -> None:
    record(filled_store)
    early, late = EXPIRES - 61 * DAY, EXPIRES - 60 * DAY
    assert filled_store.call(reading.waits, NEW, early) == (None, 0)
    own, others = filled_store.call(reading.waits, NEW, late)
    assert own
    assert (own.left(late), others) == (60, 0)
    assert filled_store.call(reading.waits, ZENG, late) == (None, 1)


def test_who_left_is_not_watched(filled_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    record(filled_store)

    def works(self: Any, day: date) -> bool:
        return bool(self.number != "JC060" and self.joined <= day)

    monkeypatch.setattr("services.history.Employee.works_on", works)
    assert run(filled_store, at(12, 20), 10) == []
