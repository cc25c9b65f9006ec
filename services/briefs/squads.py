"""How far everybody's small group is, for the digest and the progress of the 15th."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from services.history import Organisation
from services.month import Month
from services.squads import reading


def lines(session: Session, org: Organisation, month: Month | None) -> Mapping[int, Any]:
    """Return by member his group's sums and targets of a month (JSON), if he may hear them."""
    found = reading.of_members(session, org)
    return {
        member: {"name": group.name}
        | {
            measure: {"done": _text(one.done), "target": _text(one.target), "assumed": one.assumed}
            for measure, one in sums.groups[group.id].items()
        }
        for member, (group, sums) in found.items()
        if sums.month == month
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
