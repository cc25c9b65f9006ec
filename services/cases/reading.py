"""A case file read: each case's person, facts, changed figures and expectations."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NoReturn, TypeVar

from services.cases import shape
from services.cases.arithmetic import UnreadableArithmeticError, evaluate, plain
from services.month import Month
from services.pay.inputs import TEAM_EVENTS, TEAM_POSTS, Person
from services.rulebook import GRADES
from services.rulebook.figures import value_of
from services.rulebook.reading import Marked, Mistake, MistakesError, read

T = TypeVar("T")
EXACT = 10  # places of an input, where arithmetic is allowed too


@dataclass(frozen=True, slots=True)
class Case:
    """One person's month and what must come of it."""

    name: str
    month: Month
    changed: dict[str, Decimal | None]
    person: Person
    given: "Given"
    expect: Marked


class Given:
    """A mapping of the file with its name, so that a mistake can say where it is."""

    def __init__(
        self, file: str, what: str, content: Any, keys: tuple[str, ...], line: int = 0
    ) -> None:
        self.file, self.what = file, what
        if not isinstance(content, Marked):
            right = ", ".join(keys)
            raise MistakesError(Mistake(file, "not_a_mapping", what, line=line, right=right))
        self.content = content
        for key, at in content.lines.items():
            if key not in keys:
                self.wrong("unknown_key", key, line=at, right=", ".join(keys))

    def wrong(self, code: str, key: str, right: str = "", line: int = 0) -> NoReturn:
        """Say what is wrong with a key; MistakesError."""
        at = line or self.content.lines.get(key, min(self.content.lines.values(), default=0))
        given = str(self.content.get(key, ""))
        raise MistakesError(Mistake(self.file, code, key, line=at, given=given, right=right))

    def read(self, key: str, default: T, reader: Callable[[Any], T], right: str) -> T:
        """Read a key, the default where it is missing; MistakesError if it cannot be read."""
        if key not in self.content:
            return default
        try:
            return reader(self.content[key])
        except (ValueError, TypeError, KeyError, UnreadableArithmeticError):
            self.wrong("bad_value", key, right)

    def part(self, key: str, keys: tuple[str, ...]) -> "Given":
        """Return a mapping below, empty where it is missing."""
        line = self.content.lines.get(key, 0)
        return Given(self.file, key, self.content.get(key, Marked()), keys, line)

    def parts(self, key: str, keys: tuple[str, ...]) -> Iterator["Given"]:
        """Yield the mappings of a list below."""
        listed = self.content.get(key, [])
        if not isinstance(listed, list):
            self.wrong("not_a_list", key)
        for one in listed:
            yield Given(self.file, key, one, keys, self.content.lines.get(key, 0))

    def amount(self, key: str) -> Decimal:
        """Read a number, 0 where it is missing."""
        return self.read(key, Decimal(0), exact, "1200.50")

    def word(self, key: str, default: str, words: tuple[str, ...]) -> str:
        """Read one of some words."""
        return self.read(key, default, lambda text: one_of(text, words), ", ".join(words))

    def flag(self, key: str, *, default: bool) -> bool:
        """Read true or false."""
        return self.read(key, default, lambda text: FLAGS[text], "true, false")


FLAGS = {"true": True, "false": False}


def exact(text: Any) -> Decimal:
    """Read a number as written, or its arithmetic."""
    if not isinstance(text, str):
        raise TypeError(text)
    value = plain(text)
    return evaluate(text, EXACT) if value is None else value


def one_of(text: str, words: tuple[str, ...]) -> str:
    """Read one of the words; ValueError."""
    if text not in words:
        raise ValueError(text)
    return text


def cases(text: str, file: str) -> list[Case]:
    """Read the file; MistakesError names file, line and key, of every case at once."""
    listed = read(text, file)
    if not isinstance(listed, list) or not listed:
        raise MistakesError(Mistake(file, "not_a_list", right="- name: …"))
    found: list[Case] = []
    mistakes: list[Mistake] = []
    for one in listed:
        try:
            found.append(read_case(one, file))
        except MistakesError as error:
            mistakes += error.mistakes
    mistakes += _doubled(found, file)
    if mistakes:
        raise MistakesError(*mistakes)
    return found


def _doubled(found: list[Case], file: str) -> Iterator[Mistake]:
    names = [case.name for case in found]
    for case in found:
        if names.count(case.name) > 1:
            line = case.given.content.lines["name"]
            yield Mistake(file, "duplicate_name", case.name, line=line)


def read_case(content: Any, file: str) -> Case:
    """Read one case of a file; MistakesError."""
    given = Given(file, "case", content, shape.CASE)
    for key in ("name", "month", "person", "expect"):
        if key not in given.content:
            given.wrong("missing_key", key, right=key)
    person = _person(given.part("person", shape.PERSON))
    _check_events(given, person)
    expect = given.part("expect", shape.EXPECT)
    if not expect.content:
        given.wrong("missing_key", "expect", right="score: 1.16")
    changed = given.part("set", tuple(given.content.get("set", ())))
    return Case(
        name=str(given.content["name"]),
        month=given.read("month", Month(1, 1), Month.parse, "2026-10"),
        changed={k: changed.read(k, None, partial(value_of, k), "0.05") for k in changed.content},
        person=person,
        given=given,
        expect=_expected(expect),
    )


def _expected(expect: Given) -> Marked:
    lines = expect.part("lines", shape.LINES)
    for key in shape.EXPECT_LISTS:
        expect.read(key, [""], _codes, ", ".join(shape.LINES))
    for key, words in shape.EXPECT_WORDS.items():
        expect.word(key, words[0], words)
    for given, key in [
        *((lines, key) for key in lines.content),
        *((expect, key) for key in (*shape.EXPECT_MONEY, *shape.EXPECT_SCORES)),
    ]:
        given.amount(key)
    return expect.content


def _codes(listed: Any) -> list[str]:
    return [one_of(code, (*shape.LINES, "score")) for code in listed]


def _person(given: Given) -> Person:
    posts = frozenset(given.read("posts", ["marketer"], _posts, ", ".join(shape.POSTS)))
    if "grade" not in given.content and posts != {"project_director"}:
        given.wrong("missing_key", "grade", right="trainee … chief")
    if "joined" not in given.content:
        given.wrong("missing_key", "joined", right="2024-03-11")
    joined = given.read("joined", date.min, date.fromisoformat, "2024-03-11")
    return Person(
        joined=Month.of(joined),
        contract=given.word("contract", "full_time", shape.CONTRACTS),
        fixed_pay=given.flag("fixed_pay", default=True),
        posts=posts,
        kept=frozenset(given.read("post_kept", sorted(TEAM_POSTS), _kept, "true, false, [post]")),
        grade=given.word("grade", "", GRADES) or None,
        certified=given.flag("certificate", default=True),
        investigated=given.flag("investigated", default=False),
    )


def _posts(listed: Any) -> list[str]:
    if not isinstance(listed, list) or not listed:
        raise ValueError(listed)
    return [one_of(post, shape.POSTS) for post in listed]


def _kept(kept: Any) -> list[str]:
    if isinstance(kept, str):
        return sorted(TEAM_POSTS) if FLAGS[kept] else []
    return [one_of(post, shape.POSTS) for post in kept]


def _check_events(given: Given, person: Person) -> None:
    events = given.part("events", shape.EVENTS)
    for event in TEAM_EVENTS & events.content.keys():
        if events.amount(event) and not person.held & TEAM_POSTS:
            events.wrong("needs_team_post", event, right=", ".join(sorted(TEAM_POSTS)))
