"""T-W1 to T-W4: no step skipped, nobody about himself or twice, one transition, nobody stuck."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from services.approvals import chase, deciding
from services.approvals.machine import NoApproverError, NotYoursToDecideError, opened
from services.organisation import UnknownPersonError
from services.store import changes
from services.store.approvals import Approval, Decision
from services.store.traffic import Notice
from tests.approvals.conftest import Desk
from tests.branch import account
from tests.chaos import measured, sizes

REFUSED = (NotYoursToDecideError, UnknownPersonError, deciding.NudgedTodayError)


@dataclass(frozen=True)
class Seen:
    """An approval as its rows say: state, step, and (act, step, who, for whom) in order."""

    state: str
    step: int
    applicant: int
    acts: tuple[tuple[str, int, int | None, int | None], ...]
    seats: frozenset[int]
    length: int


def look(session: Session, approval: int, today: object) -> Seen:
    row = session.get_one(Approval, approval)
    case = opened(session, today, row)  # type: ignore[arg-type]
    acts = [(one.act, one.step, one.staff_id, one.for_id) for one in case.decisions]
    seats = frozenset(one.staff_id for one in case.seats)
    return Seen(row.state, row.step, row.applicant_id, tuple(acts), seats, len(case.steps))


def standing(seen: Seen) -> list[tuple[str, int, int | None, int | None]]:
    """Replay the acts: what still counts of the steps' decisions, by a rule of its own."""
    kept: list[tuple[str, int, int | None, int | None]] = []
    for act in seen.acts:
        if act[0] == "back":
            kept = [one for one in kept if one[1] < act[1]]
        if act[0] == "again":
            kept = []
        if act[0] in {"approved", "passed"}:
            kept.append(act)
    return kept


def check(before: Seen, after: Seen, who: int, *, done: bool) -> None:
    """Hold what must hold after whatever anybody did."""
    kept = standing(after)
    steps = [step for _, step, *_ in kept]
    assert steps == list(range(len(steps)))  # in order, none twice, none skipped
    persons = [one for act in kept if act[0] == "approved" for one in act[2:] if one]
    assert len(persons) == len(set(persons))
    assert after.applicant not in persons
    if after.state == "approved":
        assert len(steps) == after.length
    if after.state == "running":
        assert len(steps) == after.step
        assert after.seats
    decided = after.acts[len(before.acts) :]
    deciding_ = {"approved", "rejected", "returned", "back", "handed_over", "snoozed"}
    if done and decided and decided[0][0] in deciding_:
        assert who in before.seats
    if not done:
        assert (after.state, after.step) == (before.state, before.step)
    if before.state in {"approved", "rejected", "withdrawn"}:
        assert after == before


@dataclass
class Walk:
    """Presses whatever buttons there are, whoever he is, now and then of a card long past."""

    desk: Desk
    random: Random
    numbers: list[str]
    done: int = 0
    acts: set[str] = field(default_factory=set)

    def goes(self, steps: int) -> None:
        """Ask for something, then press so many buttons; check after each."""
        desk, ids = self.desk, self.desk.ids
        try:
            approval = desk.asks(self.random.choice(self.numbers))
        except NoApproverError:
            return
        for _ in range(steps):
            before = desk.store.call(look, approval, desk.now.date())
            if before.state != "running" and self.random.random() < 0.5:
                approval = desk.asks("JC031")
                continue
            number = self._who(before)
            done = self._acts(approval, number)
            after = desk.store.call(look, approval, desk.now.date())
            check(before, after, ids[number], done=done)
            self.done += done
            desk.now += timedelta(minutes=self.random.choice([1, 30, 300]))

    def _who(self, before: Seen) -> str:
        """Return mostly somebody who may decide, now and then the applicant or anybody."""
        by = {one: number for number, one in self.desk.ids.items()}
        seated = sorted(by[one] for one in before.seats)
        chance = self.random.random()
        if seated and chance < 0.7:
            return self.random.choice(seated)
        return by[before.applicant] if chance < 0.85 else self.random.choice(self.numbers)

    def _acts(self, approval: int, number: str) -> bool:
        desk, random = self.desk, self.random
        who, now = account(number), desk.now
        row = desk.store.call(lambda session: session.get_one(Approval, approval).version)
        version = row if random.random() < 0.85 else random.randint(0, row)
        to = desk.ids[random.choice(self.numbers)]
        back = random.randint(-1, 4)
        keyed = {"approval": approval, "version": version}
        acts: dict[str, Callable[[], deciding.Done]] = {
            "approve": lambda: desk.store.call(deciding.approve, who, now, approval, version),
            "reject": lambda: desk.store.call(deciding.reject, who, now, reason="不妥", **keyed),
            "back": lambda: desk.store.call(
                deciding.give_back, who, now, reason="补充", to=back, **keyed
            ),
            "hand": lambda: desk.store.call(deciding.hand_over, who, now, to=to, **keyed),
            "snooze": lambda: desk.store.call(
                deciding.snooze, who, now, approval, version, now + timedelta(hours=2)
            ),
            "withdraw": lambda: desk.store.call(deciding.withdraw, who, now, approval, version),
            "nudge": lambda: desk.store.call(deciding.nudge, who, now, approval),
        }
        weights = [40, 3, 15, 12, 5, 8, 8]
        name = random.choices([*acts], weights)[0]
        try:
            done = acts[name]().done
        except (*REFUSED, deciding.CannotTakeItError):
            return False
        if done:
            self.acts.add(name)
        return done


PARTS = [pytest.param(100, part, marks=pytest.mark.chaos) for part in range(20)]
"""Two thousand walks, each part in a branch of its own: they run beside each other."""


@pytest.mark.parametrize(("size", "part"), [(8, 0), *PARTS])
def test_random_walks_break_no_rule(desk: Desk, size: int, part: int) -> None:
    """T-W1. Broken by `_may` letting the applicant, or somebody of `said`, through."""
    walk = Walk(desk, Random(size + part), sorted(desk.ids))  # noqa: S311 - a test
    for _ in range(size):
        walk.goes(50)
    measured(f"T-W1: {size} walks of 50 steps, {walk.done} acts that counted")
    assert walk.acts == {"approve", "reject", "back", "hand", "snooze", "withdraw", "nudge"}


@sizes(20, 100)
async def test_presses_at_the_same_moment_are_one(desk: Desk, size: int) -> None:
    """T-W2. Broken by the version not being looked at in `_ready`."""
    approval = desk.asks("JC031")
    version = desk.card("JC019", approval).version
    press = [
        desk.store.run(deciding.approve, account("JC019"), desk.now, approval, version)
        for _ in range(size)
    ]
    done = await asyncio.gather(*press)
    assert [one.done for one in done].count(True) == 1
    assert desk.card("JC019", approval).step == 1


def test_stale_cards_do_nothing(desk: Desk) -> None:
    """T-W3. Broken as T-W2."""
    approval = desk.asks("JC031")
    first = desk.card("JC019", approval).version
    assert desk.approves("JC019", approval)
    keyed = {"approval": approval, "version": first}
    who, now, call = account("JC015"), desk.now, desk.store.call
    before = call(look, approval, now.date())
    assert not call(deciding.approve, who, now, approval, first).done
    assert not call(deciding.reject, who, now, reason="晚了", **keyed).done
    assert not call(deciding.give_back, who, now, reason="晚了", to=-1, **keyed).done
    assert not call(deciding.hand_over, who, now, to=desk.ids["JC012"], **keyed).done
    assert not call(deciding.snooze, who, now, approval, first, now).done
    assert not call(deciding.withdraw, account("JC031"), now, approval, first).done
    assert call(look, approval, now.date()) == before


NEXT: dict[str, tuple[int, set[str], bool]] = {
    "JC019": (0, {"JC015"}, False),  # the superior's superior is the nearest now
    "JC015": (2, {"JC006"}, False),  # no other district manager above
    "JC006": (3, {"JC001"}, False),
    "JC001": (3, set(), True),  # the last one: nobody ends it in his place without being named
}


@pytest.mark.parametrize("gone", [*NEXT])
def test_an_approver_who_leaves_leaves_nobody_stuck(desk: Desk, gone: str) -> None:
    """T-W4. Broken by `_revisit` not passing on what nobody holds."""
    approval = desk.asks("JC031")
    for number in ("JC019", "JC015", "JC006", "JC001"):
        if number == gone:
            break
        assert desk.approves(number, approval)
    desk.leaves(gone)
    desk.store.call(chase.remind, desk.now, desk.now)
    seen = desk.store.call(look, approval, desk.now.date())
    told = desk.store.call(_kinds, approval)
    names = {one: number for number, one in desk.ids.items()}
    at, waits, stuck = NEXT[gone]
    assert (seen.state, seen.step) == ("running", at)
    assert {names[one] for one in seen.seats} == waits
    assert ("approval_stuck" in told) is stuck


def _kinds(session: Session, approval: int) -> set[str]:
    keys = session.scalars(select(Notice.key).where(Notice.key.contains(f":{approval}.")))
    return {key.partition(":")[0] for key in keys}


def test_decisions_are_only_ever_added(desk: Desk) -> None:
    approval = desk.asks("JC031")
    assert desk.approves("JC019", approval)
    for change in (_rewrite, _forget):
        with pytest.raises(DatabaseError, match="only ever added"):
            desk.store.call(change)


@changes
def _rewrite(session: Session) -> None:
    for one in session.scalars(select(Decision)):
        one.act = "rejected"
    session.flush()


@changes
def _forget(session: Session) -> None:
    for one in session.scalars(select(Decision)):
        session.delete(one)
    session.flush()
