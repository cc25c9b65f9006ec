"""What the people and units are called that a row refers to."""

from dataclasses import dataclass

from services.facts.sheets import Plain
from services.organisation import History

OF_PEOPLE = frozenset({"superior", "referrer"})
OF_UNITS = frozenset({"unit", "parent"})


@dataclass(frozen=True)
class Names:
    """Names by 工号 and by a unit's code, the latest of each."""

    known: History

    def of(self, field: str, value: Plain) -> str:
        """Return the name that a field's value stands for; '' for one that is no reference."""
        if value is None:
            return ""
        if field in OF_PEOPLE:
            latest = (rows[0][1] for rows in self.known.terms.values())
            return next((one.name for one in latest if one.number == value), "")
        if field in OF_UNITS:
            named = (one.name for one in reversed(self.known.units) if one.code == value)
            return next(named, "")
        return ""
