"""Who may decide a step: the post's holder, whoever it was handed to, delegates, stand-ins."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from services.approvals.subjects import Circle
from services.history import Employee, Organisation
from services.rulebook.routes import POSTS, SUPERIOR, Step
from services.store.approvals import Decision, Deputy

APPROVED, PASSED, BACK, AGAIN = "approved", "passed", "back", "again"
OWN, VACANT, BEFORE, BARRED, MADE = "own", "vacant", "before", "barred", "made"
"""Why a step is passed over: it is the applicant's own, nobody holds the post, he had his say,
it is about him, or he asked for it in the applicant's place."""


def highest(posts: Iterable[str]) -> str:
    """Return the highest of somebody's posts."""
    held = set(posts)
    return next((post for post in POSTS if post in held), "")


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who may decide, by which post, and in whose place (none: his own)."""

    staff_id: int
    post: str
    for_id: int | None = None


@dataclass(frozen=True)
class Bench:
    """What it hangs on who decides: the organisation of the day, deputies, who had a say."""

    org: Organisation
    deputies: Sequence[Deputy]
    applicant_id: int
    made_by: int
    said: frozenset[int]  # who approved it, or in whose place it was
    circle: Circle | None = None  # of a closed kind

    @property
    def kept_out(self) -> frozenset[int]:
        """Who may have no say in it whatever his post."""
        barred = self.circle.barred if self.circle else frozenset[int]()
        return barred | self.said | {self.applicant_id, self.made_by}

    def seats(
        self, step: Step, assigned_to: int | None = None, escalated_to: int | None = None
    ) -> tuple[Seat, ...]:
        """Return who may decide the step: each person once, in his own place if he may."""
        first = [assigned_to] if self._may(assigned_to) else self._holders(step)
        able = [one for one in first if self._may(one)]
        if not able and assigned_to is None:
            able = [one for one in self._stand_ins(step) if self._may(one)]
        if self._may(escalated_to):
            able.append(escalated_to)
        found = {one: Seat(one, self._post(one, step)) for one in able if one is not None}
        if not step.in_person:
            for principal in (*first, escalated_to):
                for one in self._delegates(principal):
                    found.setdefault(one, Seat(one, self._post(one, step), principal))
        return tuple(found.values())

    def passed_over(self, step: Step) -> str:
        """Return why nobody decides the step."""
        holders = self._holders(step)
        if self.applicant_id in holders:
            return OWN
        if self.circle and self.circle.barred & set(holders):
            return BARRED
        if self.made_by in holders:
            return MADE
        return BEFORE if holders else VACANT

    def next_above(self, post: str) -> int | None:
        """Return the one of the post who is asked when a step takes too long."""
        return next((one for one in self._in_branch(post) if self._may(one)), None)

    def _may(self, one: int | None) -> bool:
        """Tell whether somebody may have a say: no applicant, no submitter, nobody twice."""
        if one is None or one in self.kept_out:
            return False
        who = self.org.people.get(one)
        return who is not None and who.works_on(self.org.day)

    def _holders(self, step: Step) -> list[int]:
        about = self.circle.about if self.circle else self.applicant_id
        applicant = self.org.people[about]
        if step.scope == "line":
            return next(([one] for one in self._line(applicant) if self._holds(one, step)), [])
        if step.scope == "branch":
            return list(self._in_branch(step.post))
        for unit in self._units(applicant.unit):
            here = [one for one in self._in_branch(step.post) if self.org.people[one].unit == unit]
            if here:
                return here
        return []

    def _holds(self, one: int, step: Step) -> bool:
        who = self.org.people[one]
        return who.works_on(self.org.day) and (step.post == SUPERIOR or step.post in who.posts)

    def _in_branch(self, post: str) -> Iterator[int]:
        people = sorted(self.org.people.values(), key=lambda one: one.number)
        return (one.staff_id for one in people if post in one.posts and one.works_on(self.org.day))

    def _line(self, person: Employee) -> Iterator[int]:
        seen = {person.staff_id}
        above = person.superior_id
        while above is not None and above not in seen and above in self.org.people:
            seen.add(above)
            yield above
            above = self.org.people[above].superior_id

    def _units(self, code: str | None) -> Iterator[str]:
        seen = set[str]()
        while code is not None and code not in seen:
            seen.add(code)
            yield code
            code = self.org.units[code].parent if code in self.org.units else None

    def _delegates(self, principal: int | None) -> Iterator[int]:
        """Yield who decides in somebody's place; not where he may not decide himself."""
        if self._may(principal):
            named = (one for one in self.deputies if one.principal_id == principal)
            yield from (one.deputy_id for one in named if self._may(one.deputy_id))

    def _stand_ins(self, step: Step) -> Iterator[int]:
        standing = (one for one in self.deputies if one.principal_id is None)
        return (one.deputy_id for one in standing if one.post == step.post)

    def _post(self, one: int, step: Step) -> str:
        posts = self.org.people[one].posts
        return step.post if step.post in posts else highest(posts)


def deputies(session: Session, day: date) -> Sequence[Deputy]:
    """Return the delegates and stand-ins of a day."""
    chosen = select(Deputy).where(
        Deputy.ended_at.is_(None),
        Deputy.first_day <= day,
        or_(Deputy.last_day.is_(None), Deputy.last_day >= day),
    )
    return session.scalars(chosen.order_by(Deputy.made_at)).all()


def counting(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the steps' decisions that still count: not those from where it was sent back to."""
    found: list[Decision] = []
    for one in decisions:
        if one.act in {BACK, AGAIN}:
            found = [kept for kept in found if one.act == BACK and kept.step < one.step]
        elif one.act in {APPROVED, PASSED}:
            found.append(one)
    return found


def said(decisions: Iterable[Decision]) -> frozenset[int]:
    """Return who approved, and in whose place."""
    approved = [one for one in counting(decisions) if one.act == APPROVED]
    both = {one.staff_id for one in approved} | {one.for_id for one in approved}
    return frozenset(one for one in both if one is not None)
