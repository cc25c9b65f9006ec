"""Routes of approvals: which posts decide what in which order, read from YAML."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from services.rulebook.reading import Marked, Mistake, MistakesError, read

T = TypeVar("T")
FILE = Path(__file__).parent / "routes.yaml"
SUPERIOR = "superior"
SCOPES = ("line", "unit", "branch")
POSTS = (
    "general_manager",
    "project_director",
    "district_manager",
    "station_manager",
    "trading_manager",
    "finance_manager",
    "office",
    "back_office",
    "teller",
    "admin",
    "marketer",
)
"""From the highest to the lowest."""
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

    def suits(self, post: str, size: Decimal) -> bool:
        """Tell whether somebody with that highest post can ask for it."""
        return any(one.suits(post, size) for one in self.routes)

    def route(self, post: str, size: Decimal) -> Route:
        """Return the first route that fits; NoRouteError."""
        for one in self.routes:
            if one.suits(post, size):
                return one
        raise NoRouteError(self.name)


def kinds_of(text: str, name: str) -> dict[str, Kind]:
    """Return what a file says; MistakesError: file, line, key, what is right."""
    reader, found = _Reader(name), read(text, name)
    if not isinstance(found, Marked):
        raise MistakesError(Mistake(name, "not_a_mapping", right="leave: {article: …, routes: …}"))
    made = {key: reader.kind(found, key) for key in found}
    if reader.mistakes:
        raise MistakesError(*reader.mistakes)
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


@dataclass
class _Reader:
    """Reads a file's kinds and collects every mistake."""

    file: str
    mistakes: list[Mistake] = field(default_factory=list)

    def kind(self, above: Marked, key: str) -> Kind:
        """Read a kind."""
        group = self._mapping(above, key, above[key], KIND_KEYS, {"routes"})
        title = group.get("title", Marked())
        routes = self._list(group, "routes", key)
        made = tuple(self._route(group, f"{key}.routes", one) for one in routes)
        title = (
            {one: str(said) for one, said in title.items()} if isinstance(title, Marked) else {}
        )
        return Kind(key, str(group.get("article", "")), made, title)

    def _route(self, above: Marked, key: str, entry: Any) -> Route:
        route = self._mapping(above, key, entry, ROUTE_KEYS, {"steps"})
        steps = self._list(route, "steps", key)
        posts = self._list(route, "for", key)
        for post in posts:
            self._one_of(route, "for", key, post, POSTS)
        up_to = self._value(route, "up_to", key, Decimal, "20") if "up_to" in route else None
        made = tuple(self._step(route, f"{key}.steps", one) for one in steps)
        return Route(frozenset(map(str, posts)), up_to, made)

    def _step(self, above: Marked, key: str, entry: Any) -> Step:
        step = self._mapping(above, key, entry, STEP_KEYS, {"post", "scope"})
        post, scope = step.get("post", SUPERIOR), step.get("scope", "line")
        self._one_of(step, "post", key, post, (SUPERIOR, *POSTS))
        self._one_of(step, "scope", key, scope, SCOPES)
        to = step.get("to", "")
        if to:
            self._one_of(step, "to", key, to, POSTS)
        days = self._value(step, "days", key, int, "1") if "days" in step else 1
        escalates = self._value(step, "escalates", key, int, "2") if "escalates" in step else 0
        in_person = step.get("in_person") == "true"
        return Step(str(post), str(scope), days or 1, escalates or 0, str(to), in_person)

    def _mapping(
        self, above: Marked, key: str, entry: Any, keys: set[str], must: set[str]
    ) -> Marked:
        if not isinstance(entry, Marked):
            self._wrong(above, "", "not_a_mapping", key, right=", ".join(sorted(keys)))
            return Marked()
        for one in sorted(entry.keys() - keys):
            self._wrong(entry, one, "unknown_key", f"{key}.{one}", right=", ".join(sorted(keys)))
        for one in sorted(must - entry.keys()):
            self._wrong(entry, "", "missing_key", key, right=one)
        return entry

    def _list(self, entry: Marked, name: str, key: str) -> list[Any]:
        found = entry.get(name, [])
        if isinstance(found, list):
            return found
        self._wrong(entry, name, "not_a_list", f"{key}.{name}", right="[…]")
        return []

    def _one_of(
        self, entry: Marked, name: str, key: str, value: Any, known: Sequence[str]
    ) -> None:
        if value not in known:
            right = ", ".join(known)
            self._wrong(entry, name, "bad_value", f"{key}.{name}", given=str(value), right=right)

    def _value(
        self, entry: Marked, name: str, key: str, kind: Callable[[Any], T], right: str
    ) -> T | None:
        try:
            return kind(entry[name])
        except (ValueError, TypeError, InvalidOperation):
            given = str(entry[name])
            self._wrong(entry, name, "bad_value", f"{key}.{name}", given=given, right=right)
            return None

    def _wrong(self, at: Marked, name: str, code: str, key: str, **more: str) -> None:
        line = at.lines.get(name, min(at.lines.values(), default=0))
        self.mistakes.append(Mistake(self.file, code, key, line=line, **more))
