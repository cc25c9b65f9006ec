"""Reporting an opening: the days, the form, the points looked at, who may; broken as each says."""

import hashlib
from datetime import date, timedelta

import pytest

from services import drafts
from services.appointments.rows import OPENED, RESERVED
from services.approvals.machine import NoApproverError
from services.attachments import MOST_BYTES, Received, TooBigError, WrongKindError
from services.month import Month
from services.organisation import NotYoursError
from services.ownership import checklist, opening
from services.ownership.checklist import ALL, ChecklistError
from services.ownership.opening import EARLY, FUTURE, LATE, AccompaniesError, OpenedDayError
from services.ownership.rows import NotNowError
from services.store.clients import Appointment
from tests.branch import NOW, account
from tests.ownership.conftest import OFFICE, PHOTO, ZHANG, Desk, change

TODAY = NOW.date()
DAYS = {  # looked at 29 days after registering on 5 November; valid until 5 December
    date(2026, 11, 4): EARLY,
    date(2026, 11, 5): None,
    date(2026, 12, 3): None,
    date(2026, 12, 4): None,
    date(2026, 12, 5): FUTURE,
}


@pytest.mark.parametrize("day", DAYS)
def test_the_days_of_an_opening(desk: Desk, day: date) -> None:
    """Broken by `<` for `<=` in `_judged`, or a calendar that says otherwise than the service."""
    made = desk.books()
    desk.now = NOW + timedelta(days=29)
    who, today, month = account(ZHANG), desk.now.date(), Month.of(day)
    shown = desk.store.call(lambda one: opening.days(one, who, today, month, appointment=made))
    assert shown.refused.get(day) == DAYS[day]
    if DAYS[day] is None:
        assert desk.row(desk.reports(made, day=day)).opened_on == day
        return
    with pytest.raises(OpenedDayError) as refused:
        desk.reports(made, day=day)
    assert (refused.value.why, refused.value.first) == (DAYS[day], TODAY)
    assert desk.row(made).state == RESERVED


def test_not_after_the_appointment_ran_out(desk: Desk) -> None:
    """Broken by not looking at `valid_until`."""
    made = desk.books()
    desk.now = NOW + timedelta(days=31)
    with pytest.raises(OpenedDayError) as refused:
        desk.reports(made, day=date(2026, 12, 6))
    assert (refused.value.why, refused.value.last) == (LATE, date(2026, 12, 5))
    assert desk.row(desk.reports(made, day=date(2026, 12, 5))).state == OPENED


def test_the_day_is_that_of_the_outlets_clock(desk: Desk) -> None:
    """Registered at 00:30 it is still the day before by UTC; broken by `made_at.date()`."""
    desk.now = NOW.replace(hour=0, minute=30)
    made, before = desk.books(), TODAY - timedelta(days=1)
    desk.now = NOW
    who, month = account(ZHANG), Month.of(TODAY)
    shown = desk.store.call(lambda one: opening.days(one, who, TODAY, month, appointment=made))
    assert shown.refused[before] == EARLY
    with pytest.raises(OpenedDayError):
        desk.reports(made, day=before)


def test_the_digest_is_that_of_the_forms_bytes(desk: Desk) -> None:
    assert desk.row(desk.opened()).form_digest == hashlib.sha256(PHOTO).digest()


SENT = {
    "as large as may be": (Received(None, PHOTO.ljust(MOST_BYTES, b"0")), "", None),
    "a byte more": (Received(None, PHOTO.ljust(MOST_BYTES + 1, b"0")), "", TooBigError),
    "a program called a photo": (Received("表.jpg", b"MZ\x90"), "", WrongKindError),
    "a workbook called a PDF": (Received("表.pdf", b"PK\x03\x04"), "", WrongKindError),
    "a PDF called a photo": (Received("表.jpg", b"%PDF-1.7"), "表.jpg.pdf", None),
    "a PDF": (Received("表.pdf", b"%PDF-1.7"), "表.pdf", None),
}


@pytest.mark.parametrize("what", SENT)
def test_the_form_is_what_its_content_says(desk: Desk, what: str) -> None:
    """Broken by going by the name, or a limit a byte off."""
    received, name, refused = SENT[what]
    who = account(ZHANG)
    draft = desk.store.call(drafts.begin, who, "opening", NOW, {})
    if refused:
        with pytest.raises(refused):
            desk.store.call(drafts.attach, who, draft, "form", received, now=NOW)
        return
    kept = desk.store.call(drafts.attach, who, draft, "form", received, now=NOW).files["form"]
    assert kept.name == name


def test_twice_is_once(desk: Desk) -> None:
    """Broken by `must_report` not looking at the state."""
    made = desk.opened()
    approval = desk.row(made).approval_id
    with pytest.raises(NotNowError):
        desk.reports(made)
    assert desk.row(made).approval_id == approval


@pytest.mark.parametrize("state", ["cancelled", "expired", "stopped", "rejected", "archived"])
def test_only_what_is_reserved(desk: Desk, state: str) -> None:
    made = desk.books()
    desk.store.call(change, Appointment, Appointment.id == made, {"state": state})
    with pytest.raises(NotNowError):
        desk.reports(made)


def test_the_office_reports_only_where_nobody_accompanies(desk: Desk) -> None:
    """Broken by not looking at `accompanied`, or letting another department's office."""
    accompanied, alone = desk.books(), desk.books(name="李建国", accompanied=False)
    with pytest.raises(AccompaniesError):
        desk.reports(accompanied, OFFICE)
    with pytest.raises(NotYoursError):
        desk.reports(alone, "JC010")
    with pytest.raises(NotYoursError):
        desk.reports(alone, "JC019")  # his superior sees it, it is not his to report
    assert desk.row(desk.reports(alone, OFFICE)).state == OPENED


def test_nobody_to_sign_is_said_before(desk: Desk) -> None:
    """Broken by not looking whether anybody may decide, before it is reported or then."""
    made = desk.books()
    for one in ("JC001", "JC003", "JC004", "JC006", "JC009"):
        desk.leaves(one)
    form, day = desk.file(PHOTO), desk.now.date()
    with pytest.raises(NoApproverError):
        desk.store.call(
            lambda one: opening.weigh(
                one,
                account(ZHANG),
                day,
                appointment=made,
                day=day,
                form=form,
                checklist=ALL,
            )
        )
    with pytest.raises(NoApproverError):
        desk.reports(made)
    assert desk.row(made).state == RESERVED


READ = {
    "all": ALL,
    "1": "real_name",
    "13": "real_name suitability",
    "4、2": "own_hand told",
    "told real_name": "real_name told",
}


@pytest.mark.parametrize("typed", READ)
def test_points_are_read(typed: str) -> None:
    assert checklist.read(typed) == READ[typed]
    assert checklist.told(checklist.noes(checklist.kept(READ[typed]))) == READ[typed]


@pytest.mark.parametrize("typed", ["", "5", "0", "1 5", "都好", "1a", "²"])
def test_what_names_no_point_is_refused(typed: str) -> None:
    with pytest.raises(ChecklistError):
        checklist.read(typed)
