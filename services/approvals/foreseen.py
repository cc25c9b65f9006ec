"""Which way something would go if it was asked for now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from services import organisation
from services.approvals.bench import Bench, deputies, highest
from services.approvals.subjects import Ask
from services.rulebook import routes


@dataclass(frozen=True, slots=True)
class Ahead:
    """A step that will have to be taken: the post, and who may decide."""

    post: str
    names: tuple[str, ...]


def route(session: Session, today: date, by: int, ask: Ask) -> tuple[Ahead, ...]:
    """Return the steps that somebody may decide; none: nobody on the route may. NoRouteError."""
    org = organisation.on(session, today)
    post = highest(org.people[ask.applicant_id].posts)
    steps = routes.kind(ask.kind).route(post, ask.size).steps
    named = deputies(session, today)

    def ahead() -> Iterator[Ahead]:
        said: frozenset[int] = frozenset()
        for step in steps:
            seats = Bench(org, named, ask.applicant_id, by, said).seats(step)
            if seats:
                yield Ahead(step.post, tuple(org.people[one.staff_id].name for one in seats))
            if len(seats) == 1:  # whoever decides alone is not asked again
                said |= {seats[0].staff_id}

    return tuple(ahead())
