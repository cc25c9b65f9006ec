"""What a figure is, and how the packaged YAML is read into figures."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, get_args

from services.rulebook.reading import Marked, Mistake, MistakesError
from services.step import Cited, Status, Step, Unit

GROUP_KEYS = {"article", "unit", "values", "scheme", "levels", "threshold", "name"}
ENTRY_KEYS = {"from", "status", "basis"}
SCHEMES = ("agent", "broker_a", "broker_b")
ARTICLES = frozenset(str(number) for number in range(1, 33))
UNSET: Final = "unset"
FLAGS = {"true": Decimal(1), "false": Decimal(0)}
DIVISORS = (
    "accounts_standard.",
    "value_standard.",
    "revenue_standard.",
    "daily_score.full",
    "leave.days_a_month",
)
LARGEST = 10**15  # far above any figure of an outlet, far below what the engine cannot round


@dataclass(frozen=True, slots=True)
class Dated:
    """A value from a day on; None is `unset`."""

    since: date
    value: Decimal | None
    status: Status
    basis: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the regulation with all its dated values, oldest first."""

    id: str
    article: str
    unit: Unit
    dated: tuple[Dated, ...]
    threshold: Decimal | None = None  # set where something changes at the value: its smallest step
    levels: bool = False

    def on(self, day: date) -> Step:
        """Return the value in force on the day, cited; before its first day it is unset."""
        past = [dated for dated in self.dated if dated.since <= day]
        now = past[-1] if past else Dated(date.min, None, UNSET, "")
        cited = Cited(now.status, now.since, now.basis)
        return Step(self.id, now.value, self.article, unit=self.unit, cited=cited)

    def also(self, later: Dated) -> "Figure":
        """Return the figure with one more value; of one day the last given counts."""
        rest = [dated for dated in self.dated if dated.since != later.since]
        return replace(self, dated=tuple(sorted([*rest, later], key=lambda d: d.since)))


def value_of(figure: str, text: str) -> Decimal | None:
    """Read a figure's value; ValueError also for a 0 where something is divided by it."""
    value = number(text)
    scheme, _, rest = figure.partition(".")
    if value == 0 and (rest if scheme in SCHEMES else figure).startswith(DIVISORS):
        raise ValueError(text)
    return value


def number(text: str) -> Decimal | None:
    """Read a value: digits, true, false, or unset; ValueError for anything else."""
    if text == UNSET:
        return None
    if text in FLAGS:
        return FLAGS[text]
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not value.is_finite() or abs(value) >= LARGEST:
        raise ValueError(text)
    return value


class Reader:
    """Reads one file's groups; collects every mistake before it raises."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.mistakes: list[Mistake] = []

    def figures(self, groups: Any) -> list[Figure]:
        """Return the file's figures; MistakesError names file, key, date and what is right."""
        if not isinstance(groups, Marked):
            raise MistakesError(Mistake(self.file, "not_a_mapping", right="key: {article: …}"))
        found = [figure for key in groups for figure in self._group(groups, key)]
        if self.mistakes:
            raise MistakesError(*self.mistakes)
        return found

    def _wrong(self, code: str, at: Marked, key: str, **more: str) -> None:
        line = at.lines.get(key, min(at.lines.values(), default=0))
        self.mistakes.append(Mistake(self.file, code, key, line=line, **more))

    def _group(self, groups: Marked, key: str) -> Iterator[Figure]:
        group = groups[key]
        if not isinstance(group, Marked):
            self._wrong("not_a_mapping", groups, key, right="{article: …, unit: …, values: […]}")
            return
        for stray in group.keys() - GROUP_KEYS:
            self._wrong("unknown_key", group, stray, right=", ".join(sorted(GROUP_KEYS)))
        for needed in sorted({"article", "unit", "values"} - group.keys()):
            self._wrong("missing_key", groups, key, right=needed)
        if group.get("unit", "yuan") not in get_args(Unit):
            self._wrong("bad_unit", group, "unit", given=str(group["unit"]), right=_units())
        if group.get("article", "1") not in ARTICLES:
            self._wrong("bad_value", group, "article", given=str(group["article"]), right="1 … 32")
        if not isinstance(group.get("values", []), list):
            self._wrong("not_a_list", group, "values", right="[{from: …, value: …}]")
            return
        dated: dict[str, list[Dated]] = {}
        for entry in group.get("values", []):
            for name, value in self._entry(group, str(group.get("name", key)), entry):
                dated.setdefault(name, []).append(value)
        threshold = self._threshold(group)
        if not self.mistakes:
            yield from self._made(group, dated, threshold)

    def _threshold(self, group: Marked) -> Decimal | None:
        try:
            return number(group["threshold"]) if "threshold" in group else None
        except (ValueError, TypeError):
            given = str(group["threshold"])
            self._wrong("bad_value", group, "threshold", given=given, right="0.01")
            return None

    def _made(
        self, group: Marked, dated: dict[str, list[Dated]], threshold: Decimal | None
    ) -> Iterator[Figure]:
        for name, values in dated.items():
            ordered = tuple(sorted(values, key=lambda d: d.since))
            days = [one.since for one in ordered]
            for day in sorted({day for day in days if days.count(day) > 1}):
                self._wrong("duplicate_key", group, "values", day=str(day))
                self.mistakes[-1] = replace(self.mistakes[-1], key=name)
            figure = Figure(
                name, group["article"], group["unit"], ordered, threshold, "levels" in group
            )
            yield figure
            if "scheme" in group:
                yield from (_copied(figure, scheme) for scheme in SCHEMES)

    def _entry(self, group: Marked, name: str, entry: Any) -> Iterator[tuple[str, Dated]]:
        if not isinstance(entry, Marked):
            self._wrong("not_a_mapping", group, "values", right="{from: …, value: …}")
            return
        if missing := sorted(ENTRY_KEYS - entry.keys()):
            self._wrong("missing_key", entry, "", right=", ".join(missing))
            self.mistakes[-1] = replace(self.mistakes[-1], key=name)
            return
        since = self._day(name, entry)
        if entry["status"] not in get_args(Status):
            self._wrong(
                "bad_status", entry, "status", given=str(entry["status"]), right=_statuses()
            )
        for key in [key for key in entry if key not in ENTRY_KEYS]:
            figure = name if key == "value" else f"{name}.{key}"
            value = self._value(figure, entry, key)
            yield figure, Dated(since, value, entry["status"], entry["basis"])

    def _day(self, name: str, entry: Marked) -> date:
        try:
            return date.fromisoformat(entry["from"])
        except (ValueError, TypeError):
            given = str(entry["from"])
            self._wrong("bad_date", entry, "from", given=given, right="2026-01-01")
            self.mistakes[-1] = replace(self.mistakes[-1], key=name)
            return date.min

    def _value(self, figure: str, entry: Marked, key: str) -> Decimal | None:
        try:
            value = value_of(figure, entry[key])
        except (ValueError, TypeError):
            self._wrong("bad_value", entry, key, given=str(entry[key]), right="0.05")
            self.mistakes[-1] = replace(self.mistakes[-1], key=figure, day=entry["from"])
            return None
        if (value is None) != (entry["status"] == UNSET):
            self._wrong("unset_mismatch", entry, key, given=entry["status"], right=UNSET)
            self.mistakes[-1] = replace(self.mistakes[-1], key=figure, day=entry["from"])
        return value


def _copied(figure: Figure, scheme: str) -> Figure:
    """Return the figure as a scheme starts out: a copy of the default, every value assumed."""
    dated = [replace(d, basis="copied: " + d.basis) for d in figure.dated]
    assumed = tuple(d if d.value is None else replace(d, status="assumed") for d in dated)
    return replace(figure, id=f"{scheme}.{figure.id}", dated=assumed)


def _units() -> str:
    return ", ".join(get_args(Unit))


def _statuses() -> str:
    return ", ".join(get_args(Status))
