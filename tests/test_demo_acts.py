"""What the demo's people have done in chat: every topic has something in every state."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from bot.demo import acts
from bot.demo.acts import broadcasts, duties, reports, squads, training, worklog
from bot.demo.world import PERSONAS
from services.appointments.rows import STATES
from services.approvals.machine import RUNNING
from services.broadcasts import lists
from services.duties import reading
from services.history import history
from services.ownership.rows import OWNERSHIP
from services.reports import rows
from services.reports.reading import overview
from services.squads import reading as beside
from services.store import Store
from services.store.approvals import Approval, Deputy
from services.store.attendance import Event
from services.store.clients import Appointment, Dispute
from services.store.conduct import ConductCase, ConductEvidence
from services.store.leave import Leave
from services.store.reports import Report
from services.store.resignation import Resignation
from services.store.rewards import BankReward
from services.store.trainingfile import Licence, TrainingFile
from services.talks import reading as talks
from services.training import home
from services.worklog import own
from services.worklog import reading as logs
from tests.branch import account

CASES = (
    *("reported", "investigating", "hearing", "heard", "proposed", "ruled", "appealed", "closed"),
    "dropped",
)
ZONE = ZoneInfo("Asia/Shanghai")
REPORTS = {
    "JC019": ("draft", 3),
    **{f"JC0{number}": ("submitted", 5) for number in range(15, 28) if number != 19},
}


def states(session: Session) -> dict[str, set[str]]:
    return {
        "leave": set(session.scalars(select(Leave.state))),
        "event": set(session.scalars(select(Event.state))),
        "case": set(session.scalars(select(ConductCase.state))),
        "leaving": set(session.scalars(select(Resignation.state))),
        "approval": set(session.scalars(select(Approval.state))),
        "appointment": set(session.scalars(select(Appointment.state))),
        "dispute": set(session.scalars(select(Dispute.state))),
    }


async def test_on_an_ordinary_day(filled_store: Store) -> None:
    people = {one.number: account(one.number) for one in PERSONAS}
    stage = acts.Stage(filled_store, datetime(2026, 11, 5, 9, tzinfo=ZONE), people)
    await stage.bound()
    await acts.play(stage)
    approval = {"running", "approved", "rejected", "returned", "withdrawn"}
    assert filled_store.call(states) == {
        "leave": {*approval, "cancelled"},
        "event": {"recorded", "contested", "upheld", "cancelled"},
        "case": {*CASES},
        "leaving": {*approval, "cancelled"},
        "approval": approval,
        "appointment": {*STATES},
        "dispute": {"running", "upheld"},
    }
    assert filled_store.call(_reports) == REPORTS
    assert filled_store.call(_counts) == (2, 1, 20, 4)
    assert filled_store.call(_newcomers) == {"JC028": "training", "JC060": "listed"}
    expires = filled_store.call(lambda session: session.scalars(select(Licence.expires)).all())
    assert expires == [date(2026, 11, 25)]
    assert filled_store.call(_rewards) == ["agreed", "open", "paid"]


def _rewards(session: Session) -> list[str]:
    return sorted(session.scalars(select(BankReward.state)))


def _counts(session: Session) -> tuple[int, ...]:
    chosen = (
        select(func.count(Deputy.id)),
        select(func.count(ConductEvidence.id)),
        select(func.count(Appointment.id)),
        select(func.count(distinct(Approval.step))).where(
            Approval.kind == OWNERSHIP, Approval.state == RUNNING
        ),
    )
    return tuple(session.scalar(one) or 0 for one in chosen)


def _newcomers(session: Session) -> dict[str, str]:
    people = history(session).on(date(2026, 11, 5)).people
    found = session.scalars(select(TrainingFile))
    return {people[one.staff_id].number: one.state for one in found}


@pytest.mark.parametrize("hour", [9, 23])
async def test_a_notice_is_half_read_at_any_hour(filled_store: Store, hour: int) -> None:
    people = {one.number: account(one.number) for one in PERSONAS}
    stage = acts.Stage(filled_store, datetime(2026, 11, 5, hour, tzinfo=ZONE), people)
    await broadcasts.half_read(stage)
    (one,), _ = filled_store.call(lists.written, stage.people["JC006"], stage.now, 0, 5)
    assert (one.begun, one.counts.total, one.counts.read, one.counts.votes) == (True, 8, 4, (3, 1))


@pytest.mark.parametrize(
    ("day", "coming"),
    [
        (date(2026, 11, 2), date(2026, 11, 4)),
        (date(2026, 11, 4), date(2026, 11, 4)),  # at nine; it is at four
        (date(2026, 11, 5), date(2026, 11, 11)),
        (date(2027, 2, 1), date(2027, 2, 3)),  # in a year that is not published
    ],
)
async def test_the_coming_training_waits_for_answers(
    filled_store: Store, day: date, coming: date
) -> None:
    people = {one.number: account(one.number) for one in PERSONAS}
    now = datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)
    stage = acts.Stage(filled_store, now, people)
    for act in training.ACTS:
        await act(stage)
    (found,) = filled_store.call(home.home, people["JC012"], now).cards
    assert (found.which.day, found.about.topic) == (coming, training.TOPIC)
    assert {one.person.number: one.answer for one in found.places} == {
        "JC015": "sorry",
        **dict.fromkeys(("JC016", "JC019", "JC020", "JC021"), ""),
    }


async def test_progress_is_filed_and_the_plan_is_owed(filled_store: Store) -> None:
    people = {one.number: account(one.number) for one in PERSONAS}
    now = datetime(2026, 11, 5, 9, tzinfo=ZONE)
    stage = acts.Stage(filled_store, now, people)
    for act in duties.ACTS:
        await act(stage)
    director, district = (filled_store.call(filed, people[n], now) for n in ("JC012", "JC015"))
    assert director == {"progress": date(2026, 10, 26), "plan": None}
    assert district == {"meeting": date(2026, 10, 26)}


async def test_groups_stand_beside_one_another_and_a_talk_waits(filled_store: Store) -> None:
    people = {one.number: account(one.number) for one in PERSONAS}
    now = datetime(2026, 11, 5, 9, tzinfo=ZONE)
    stage = acts.Stage(filled_store, now, people)
    for act in squads.ACTS:
        await act(stage)
    found = filled_store.call(beside.overview, people["JC031"], now.date()).lines
    assert {one.group.name for one in found if one.reached} == {one for one, *_ in squads.GROUPS}
    (step,) = filled_store.call(talks.waits, people["JC031"], now.date()).steps
    assert (step.late, bool(step.reply)) == (True, True)


def filed(session: Session, who: int, now: datetime) -> dict[str, date | None]:
    """Return what somebody has filed of what he owes now."""
    mine = reading.home(session, who, now).mine
    return {one.kind.code: one.period if one.filed_at else None for one in mine}


def _reports(session: Session) -> dict[str, tuple[str, int]]:
    """Return whose reports stand how, and how many sections are written."""
    found = session.scalars(select(Report))
    people = history(session).on(date(2026, 11, 5)).people
    return {people[one.staff_id].number: (one.state, len(rows.answers(one))) for one in found}


async def test_after_the_deadline_the_others_were_in_time(filled_store: Store) -> None:
    people = {one.number: account(one.number) for one in PERSONAS}
    stage = acts.Stage(filled_store, datetime(2026, 11, 6, 9, tzinfo=ZONE), people)
    for act in reports.ACTS:
        await act(stage)
    assert filled_store.call(_reports) == REPORTS
    found = filled_store.call(overview, account("JC012"), stage.now)
    late = [one.author.number for one in found.lines if one.standing.at is None]
    assert (late, found.over) == (["JC019"], True)
    assert not any(one.standing.late for one in found.lines)


@pytest.mark.parametrize("day", [date(2026, 12, 28), date(2027, 2, 1)])
async def test_where_the_calendar_is_not_published_the_rest_is_played(
    filled_store: Store, day: date
) -> None:
    people = {one.number: account(one.number) for one in PERSONAS}
    stage = acts.Stage(
        filled_store, datetime(day.year, day.month, day.day, 9, tzinfo=ZONE), people
    )
    await acts.play(stage)
    assert "running" in filled_store.call(states)["leaving"]


@pytest.mark.parametrize("day", [5, 6, 7, 9, 10])
@pytest.mark.parametrize("hour", [9, 16])
async def test_a_log_is_filed_and_the_others_are_missing(
    filled_store: Store, day: int, hour: int
) -> None:
    people = {one.number: account(one.number) for one in PERSONAS}
    stage = acts.Stage(filled_store, datetime(2026, 11, day, hour, tzinfo=ZONE), people)
    await worklog.filed(stage)
    mine = filled_store.call(own.own, people["JC031"], stage.now, date(2026, 11, 2))
    before = filled_store.call(own.own, people["JC031"], stage.now, date(2026, 10, 26))
    assert [bool(mine.log), bool(before.log)] == [(day, hour) > (6, 16), (day, hour) <= (6, 16)]
    week = mine.week if mine.log else before.week
    found = filled_store.call(logs.overview, people["JC019"], stage.now, week)
    assert [one.log is not None for one in found.lines] == [False, True, False]
    assert not [one for one in found.lines if one.log and one.log.late]
