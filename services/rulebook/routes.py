"""Routes of approvals: which posts decide what in which order, read from YAML."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from services.rulebook.reading import Mistake, MistakesError, read

FILE = Path(__file__).parent / "routes.yaml"
SUPERIOR = "superior"
SCOPES = ("line", "unit", "branch")
KIND_KEYS = {"article", "title", "routes"}
ROUTE_KEYS = {"for", "up_to", "steps"}
STEP_KEYS = {"post", "scope", "days", "escalates", "to", "in_person"}


class NoRouteError(Exception):
    """Nothing is said about who decides such a thing (the argument, its kind)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: whose word is asked, how many working days it may take, who is asked then."""

    post: str
    scope: str
    days: int = 1
    escalates: int = 0  # working days; 0: never
    to: str = ""
    in_person: bool = False

    def plain(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Route:
    """The steps for some applicants (none named: all others) up to a size (none: any)."""

    posts: frozenset[str]
    up_to: Decimal | None
    steps: tuple[Step, ...]

    def suits(self, post: str, size: Decimal) -> bool:
        """Tell whether it is for the applicant's highest post and the size."""
        return (not self.posts or post in self.posts) and (
            self.up_to is None or size <= self.up_to
        )


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that is approved: its article, its routes; a title if the outlet added it."""

    name: str
    article: str
    routes: tuple[Route, ...]
    title: Mapping[str, str]  # by language; none: the house words it

    def route(self, post: str, size: Decimal) -> Route:
        """Return the first route that fits; NoRouteError."""
        for one in self.routes:
            if one.suits(post, size):
                return one
        raise NoRouteError(self.name)


def kinds_of(text: str, name: str) -> dict[str, Kind]:
    """Return what a file says; MistakesError with every mistake: file, key, what is right."""
    found, mistakes = read(text, name), list[Mistake]()
    if not isinstance(found, Mapping):
        raise MistakesError(Mistake(name, "not_a_mapping", right="leave: {article: …, routes: …}"))
    made = {key: _kind(key, group, name, mistakes) for key, group in found.items()}
    if mistakes:
        raise MistakesError(*mistakes)
    return made


@cache
def _packaged() -> dict[str, Kind]:
    return kinds_of(FILE.read_text("utf-8"), FILE.name)


_own: dict[str, Kind] = {}


def use(text: str, name: str) -> None:
    """Lay the outlet's own routes over the packaged ones; a new kind has a title."""
    _own.clear()
    _own.update(kinds_of(text, name))


def kinds() -> dict[str, Kind]:
    """Return everything that can be approved."""
    return {**_packaged(), **_own}


def kind(name: str) -> Kind:
    """Return how such a thing is approved; NoRouteError."""
    if name not in kinds():
        raise NoRouteError(name)
    return kinds()[name]


def _kind(key: str, group: Any, name: str, mistakes: list[Mistake]) -> Kind:
    before = len(mistakes)
    mistakes += _stray(group, KIND_KEYS, name, key)
    routes: list[Any] = group.get("routes", []) if isinstance(group, Mapping) else []
    if not routes:
        mistakes.append(Mistake(name, "missing_key", key, right="routes"))
    if len(mistakes) > before:
        return Kind(key, "", (), {})
    made = tuple(_route(f"{key}.routes", one, name, mistakes) for one in routes)
    return Kind(key, str(group.get("article", "")), made, dict(group.get("title", {})))


def _route(key: str, entry: Any, name: str, mistakes: list[Mistake]) -> Route:
    wrong = [*_stray(entry, ROUTE_KEYS, name, key)]
    if wrong:
        mistakes += wrong
        return Route(frozenset(), None, ())
    steps = tuple(_step(f"{key}.steps", one, name, mistakes) for one in entry.get("steps", []))
    if not steps:
        mistakes.append(Mistake(name, "missing_key", key, right="steps"))
    up_to = Decimal(entry["up_to"]) if "up_to" in entry else None
    return Route(frozenset(entry.get("for", ())), up_to, steps)


def _step(key: str, entry: Any, name: str, mistakes: list[Mistake]) -> Step:
    wrong = [*_stray(entry, STEP_KEYS, name, key)]
    if not wrong:
        scope = str(entry.get("scope", ""))
        if scope not in SCOPES:
            wrong.append(
                Mistake(name, "bad_value", f"{key}.scope", given=scope, right=", ".join(SCOPES))
            )
        if not entry.get("post"):
            wrong.append(Mistake(name, "missing_key", key, right="post"))
    if wrong:
        mistakes += wrong
        return Step("", "")
    return Step(
        entry["post"],
        entry["scope"],
        int(entry.get("days", 1)),
        int(entry.get("escalates", 0)),
        entry.get("to", ""),
        entry.get("in_person") == "true",
    )


def _stray(entry: Any, keys: set[str], name: str, key: str) -> Iterator[Mistake]:
    right = ", ".join(sorted(keys))
    if not isinstance(entry, Mapping):
        yield Mistake(name, "not_a_mapping", key, right=right)
        return
    for one in sorted(entry.keys() - keys):
        yield Mistake(name, "unknown_key", f"{key}.{one}", right=right)
