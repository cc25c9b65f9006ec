"""What people are called to: the weekly training, the directors' weekly meeting (Article 21)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from services.history import Employee, Organisation
from services.organisation import sorted_people
from services.training import circle

TRAINING, MEETING = "training", "meeting"


@dataclass(frozen=True, slots=True)
class Which:
    """One of them: its kind's code, the staff id of who chairs it, its day."""

    kind: str
    chair: int
    day: date


def of_form(kind: str) -> str:
    """Return the kind that a form is about; one begun before there were two says none."""
    return kind or TRAINING


@dataclass(frozen=True, slots=True)
class Kind:
    """What sets a kind apart: when it is held (see `recurring.HELD`), who comes, who chairs."""

    code: str
    held: str
    is_asked: Callable[[Organisation, Employee], bool]
    chair_of: Callable[[Organisation, int], int | None]

    def circles(self, org: Organisation) -> dict[int, list[Employee]]:
        """Return those who are asked, by 工号, by the staff id of who chairs."""
        found: dict[int, list[Employee]] = {}
        for one in sorted_people(org.people.values()):
            if self.is_asked(org, one) and (chair := self.chair_of(org, one.staff_id)):
                found.setdefault(chair, []).append(one)
        return found


KINDS = {
    one.code: one
    for one in (
        Kind(TRAINING, "training_held", circle.comes_to_training, circle.director_of),
        Kind(MEETING, "meeting_held", circle.comes_to_meeting, circle.head_of),
    )
}
