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
    own: bool = False  # set by the outlet, not packaged


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
        cited = Cited(now.status, now.since, now.basis, now.own)
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

    def _wrong(self, code: str, at: Marked, key: str, figure: str = "", **more: str) -> None:
        line = at.lines.get(key, min(at.lines.values(), default=0))
        self.mistakes.append(Mistake(self.file, code, figure or key, line=line, **more))

    def _group(self, groups: Marked, key: str) -> Iterator[Figure]:
        group = groups[key]
        if not isinstance(group, Marked):
            self._wrong("not_a_mapping", groups, key, right="{article: …, unit: …, values: […]}")
            return
        self._head(groups, group, key)
        if not isinstance(group.get("values", []), list):
            self._wrong("not_a_list", group, "values", key, right="[{from: …, value: …}]")
            return
        dated: dict[str, list[Dated]] = {}
        for entry in group.get("values", []):
            for name, value in self._entry(group, str(group.get("name", key)), entry):
                dated.setdefault(name, []).append(value)
        threshold = self._threshold(group, key)
        if not self.mistakes:
            yield from self._made(group, dated, threshold)

    def _head(self, groups: Marked, group: Marked, key: str) -> None:
        for stray in group.keys() - GROUP_KEYS:
            self._wrong("unknown_key", group, stray, right=", ".join(sorted(GROUP_KEYS)))
        for needed in sorted({"article", "unit", "values"} - group.keys()):
            self._wrong("missing_key", groups, key, right=needed)
        unit, article = group.get("unit", "yuan"), str(group.get("article", "1"))
        if unit not in get_args(Unit):
            self._wrong("bad_unit", group, "unit", key, given=str(unit), right=_units())
        if article not in ARTICLES:
            self._wrong(
                "bad_value", group, "article", f"{key}.article", given=article, right="1 … 32"
            )

    def _threshold(self, group: Marked, key: str) -> Decimal | None:
        try:
            return number(group["threshold"]) if "threshold" in group else None
        except (ValueError, TypeError):
            given = str(group["threshold"])
            self._wrong(
                "bad_value", group, "threshold", f"{key}.threshold", given=given, right="0.01"
            )
            return None

    def _made(
        self, group: Marked, dated: dict[str, list[Dated]], threshold: Decimal | None
    ) -> Iterator[Figure]:
        for name, values in dated.items():
            ordered = tuple(sorted(values, key=lambda d: d.since))
            days = [one.since for one in ordered]
            for day in sorted({day for day in days if days.count(day) > 1}):
                self._wrong("duplicate_key", group, "values", name, day=str(day))
            figure = Figure(
                name, group["article"], group["unit"], ordered, threshold, "levels" in group
            )
            yield figure
            if "scheme" in group:
                yield from (_copied(figure, scheme) for scheme in SCHEMES)

    def _entry(self, group: Marked, name: str, entry: Any) -> Iterator[tuple[str, Dated]]:
        if not isinstance(entry, Marked):
            self._wrong("not_a_mapping", group, "values", name, right="{from: …, value: …}")
            return
        valued = [key for key in entry if key not in ENTRY_KEYS]
        missing = sorted(ENTRY_KEYS - entry.keys()) + ([] if valued else ["value"])
        if missing:
            self._wrong("missing_key", entry, "", name, right=", ".join(missing))
            return
        since, status = self._day(name, entry), entry["status"]
        if status not in get_args(Status):
            self._wrong("bad_status", entry, "status", name, given=str(status), right=_statuses())
        for key in valued:
            figure = name if key == "value" else f"{name}.{key}"
            yield figure, Dated(since, self._value(figure, entry, key), status, entry["basis"])

    def _day(self, name: str, entry: Marked) -> date:
        try:
            return date.fromisoformat(entry["from"])
        except (ValueError, TypeError):
            given = str(entry["from"])
            self._wrong("bad_date", entry, "from", name, given=given, right="2026-01-01")
            return date.min

    def _value(self, figure: str, entry: Marked, key: str) -> Decimal | None:
        day, status = str(entry["from"]), str(entry["status"])
        try:
            value = value_of(figure, entry[key])
        except (ValueError, TypeError):
            given = str(entry[key])
            self._wrong("bad_value", entry, key, figure, day=day, given=given, right="0.05")
            return None
        if (value is None) != (status == UNSET):
            self._wrong("unset_mismatch", entry, key, figure, day=day, given=status, right=UNSET)
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
