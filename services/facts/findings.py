"""What a check finds in a workbook: data without wording."""

from dataclasses import dataclass
from enum import StrEnum

MOST = 100_000  # beyond, a file is only counted: nobody corrects so many cells one by one


class Code(StrEnum):
    """What can be wrong; the value is the word it is known by."""

    # of a cell
    REQUIRED = "required"
    FORMAT = "format"  # right: text code money ratio whole month day
    PRECISION = "precision"  # right: the rounded value
    CHOICE = "choice"  # right: what can be chosen, joined by 、
    RANGE = "range"  # right: low–high
    STEP = "step"  # right: 1 or 0.5
    ERROR_VALUE = "error_value"  # a formula that failed, or was never calculated
    TOO_LONG = "too_long"  # right: how many characters
    # of a row
    UNKNOWN_UNIT = "unknown_unit"
    UNKNOWN_STAFF = "unknown_staff"
    OWN_SUPERIOR = "own_superior"
    CYCLE = "cycle"  # right: the circle, joined by →
    PARENT_KIND = "parent_kind"  # right: the kinds that may stand above
    DUPLICATE = "duplicate"  # right: the row it repeats
    CONTRADICTION = "contradiction"  # right: what an earlier row says, and which
    LEFT_BEFORE_JOINED = "left_before_joined"  # right: the joining day
    FUTURE = "future"  # right: the latest day or month
    AFTER_MONTH = "after_month"  # right: the month
    GRADE_MISSING = "grade_missing"
    ONLY_AGENT = "only_agent"
    TEAM_POST = "team_post"
    UNIT_IN_USE = "unit_in_use"  # right: those who belong to it or the units below it
    DECIDED = "decided"  # right: what was decided in chat
    OTHER_OPENING = "other_opening"  # right: the month of the other one
    # of a sheet
    NO_SHEET = "no_sheet"
    SHEET_TWICE = "sheet_twice"  # right: the first one's title
    MISSING_COLUMN = "missing_column"
    COLUMN_TWICE = "column_twice"
    # nothing that blocks
    UNKNOWN_COLUMN = "unknown_column"
    UNKNOWN_SHEET = "unknown_sheet"
    CLOSED_UNIT = "closed_unit"
    OVERWRITES = "overwrites"  # right: what was decided in chat, and is given up
    CLOSED_MONTH = "closed_month"  # the row will be an adjustment of the open month
    OPENING_MONTHS = "opening_months"  # right: the month most rows have
    OTHER_OWNER = "other_owner"  # right: 工号 of the owner of record, who counts
    NO_REASON = "no_reason"
    DEPARTMENTS = "departments"  # right: how many there should be
    BANKS = "banks"  # right: how many there may be


WARNINGS = frozenset(
    {
        Code.UNKNOWN_COLUMN,
        Code.UNKNOWN_SHEET,
        Code.CLOSED_UNIT,
        Code.OVERWRITES,
        Code.CLOSED_MONTH,
        Code.OPENING_MONTHS,
        Code.OTHER_OWNER,
        Code.NO_REASON,
        Code.DEPARTMENTS,
        Code.BANKS,
    }
)


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong: where, what stands there, what would be right.

    `row` is the number that the spreadsheet shows (headers are row 1, 0 is the sheet itself).
    """

    sheet: str
    row: int
    column: str
    code: Code
    given: str = ""
    right: str = ""

    @property
    def blocks(self) -> bool:
        """Tell whether the file cannot be saved with it."""
        return self.code not in WARNINGS


class Findings:
    """Collects findings, up to `MOST`; what is beyond is counted."""

    def __init__(self) -> None:
        self.kept: list[Finding] = []
        self.count = 0
        self.blocking = 0

    def add(self, finding: Finding) -> None:
        """Take one more."""
        self.count += 1
        self.blocking += finding.blocks
        if not self.full:
            self.kept.append(finding)

    @property
    def full(self) -> bool:
        """Tell whether further ones are only counted."""
        return len(self.kept) >= MOST

    def count_more(self, blocking: int) -> None:
        """Count further ones, all of which block."""
        self.count += blocking
        self.blocking += blocking

    def ordered(self, sheets: list[str]) -> tuple[Finding, ...]:
        """Return them by sheet as in the file, row and column."""
        place = {title: number for number, title in enumerate(sheets)}
        return tuple(
            sorted(self.kept, key=lambda one: (place.get(one.sheet, -1), one.row, one.column))
        )
