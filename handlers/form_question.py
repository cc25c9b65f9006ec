"""What a question of a form is made of: how it is put, read, shown, and what it offers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from handlers.errors import words
from handlers.i18n import Say
from services.days import Days
from services.drafts import Choice

T = TypeVar("T")


@dataclass(frozen=True)
class Question(Generic[T]):
    """One question.

    `read` turns what was typed into the value, given today, or raises an error that has words;
    it must also read the value's own text (300000, 2026-11-25). `shown` says how the value reads
    on the card, such as Money. `picks` are labels with the text that they stand for.

    With `look`, a reading service `(session, who, today, typed) → choices` ('' typed: what is
    offered first), the answer is one of its choices and `read` gets that choice's text. One that
    `clears` can be answered with nothing (the value ''); one that is not `asked` begins skipped
    and is filled in from the card.

    With `calendar`, a reading service `(session, who, today, month, **answers) → Days`, the answer
    is a day (or a Moment) that can be taken; `refusals` word its codes. The answers are what the
    form is about and those before this question, by name; None for one that is not given.

    An `attachment` is answered by a photo or a file: the value is an `Attached`, whose file is
    the form's service's to keep or drop.

    `when` tells, given the answers before it, whether it is a question at all; else it is None.

    `must` refuses a value, given the other answers and now, by an error that has words; picks
    that it refuses are not offered.
    """

    name: str
    label: Say
    ask: Say
    read: Callable[[str, date], T]
    shown: Callable[[T], object] = lambda value: value
    picks: Callable[[date], Sequence[tuple[Say, str]]] = lambda _: ()
    optional: bool = False
    look: Callable[..., Sequence[Choice]] | None = field(default=None, repr=False)
    clears: bool = False
    asked: bool = True
    calendar: Callable[..., Days] | None = field(default=None, repr=False)
    refusals: Mapping[str, Say] = field(default_factory=dict, repr=False)
    attachment: bool = False
    when: Callable[[Mapping[str, Any]], bool] = field(default=lambda _: True, repr=False)
    must: Callable[[T, Mapping[str, Any], datetime], None] | None = field(default=None, repr=False)


def picks_left(
    question: Question[Any], values: Mapping[str, Any], now: datetime
) -> Iterator[tuple[Say, str]]:
    """Yield what a question offers, given the other answers, without what it would refuse."""
    for label, text in question.picks(now.date()):
        if question.must:
            try:
                question.must(question.read(text, now.date()), values, now)
            except Exception as error:
                if words(error) is None:
                    raise
                continue
        yield label, text
