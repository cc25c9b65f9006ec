"""Forms: questions asked one a message, a card to check, and nothing written before 提交."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar

from handlers.buttons import Button
from handlers.context import Context, Row, Screen
from handlers.errors import words
from handlers.i18n import Say, say
from services import drafts
from services.drafts import Draft

T = TypeVar("T")
PICKS_IN_A_ROW = 3
EDITS_IN_A_ROW = 2


@dataclass(frozen=True)
class Act(Button):
    """Something to do with a form as it was drawn: pick, keep, skip, back, edit, submit, …."""

    tag: ClassVar[str] = "form"
    version: int
    what: str
    value: str = ""


@dataclass(frozen=True)
class Question(Generic[T]):
    """One question.

    `read` turns what was typed into the value, given today, or raises an error that has words;
    it must also read the value's own text (300000, 2026-11-25). `shown` says how the value reads
    on the card, such as Money. `picks` are labels with the text that they stand for.
    """

    name: str
    label: Say
    ask: Say
    read: Callable[[str, date], T]
    shown: Callable[[T], object] = lambda value: value
    picks: Callable[[date], Sequence[tuple[Say, str]]] = lambda _: ()
    optional: bool = False


@dataclass(frozen=True)
class Form:
    """Questions, the service for the answers, and what is shown then.

    The service is called as `service(session, who, now, **answers)`; a skipped question is None.
    """

    name: str
    title: Say
    questions: tuple[Question[Any], ...]
    service: Callable[..., Any] = field(repr=False)
    done: Callable[[Any], Screen] = field(repr=False)

    async def begin(self, context: Context) -> None:
        """Ask the first question."""
        draft = await context.run(drafts.begin, context.who, self.name, context.now)
        await context.tell(Filling(self, draft, context.today).screen())


@dataclass(frozen=True)
class Filling:
    """A form and its draft on a day."""

    form: Form
    draft: Draft
    today: date

    @cached_property
    def values(self) -> dict[str, Any]:
        """The answers as values; without those that can no longer be read, as a day gone by."""
        return dict(self._readable())

    def _readable(self) -> Iterator[tuple[str, Any]]:
        for question in self.form.questions:
            typed = self.draft.answers.get(question.name, "")
            if typed is None and question.optional:
                yield question.name, None
            elif typed:
                try:
                    yield question.name, question.read(typed, self.today)
                except Exception as error:
                    if words(error) is None:
                        raise

    @property
    def question(self) -> Question[Any] | None:
        """The question to ask now: one gone back to, else the first open one; none: check."""
        for question in self.form.questions:
            if question.name == self.draft.asking:
                return question
        return next((one for one in self.form.questions if one.name not in self.values), None)

    def before(self) -> str | None:
        """Return the question one back; none from a change on the card: back to the card."""
        names = [question.name for question in self.form.questions]
        if self.question is None or set(names) <= self.values.keys():
            return None
        return names[max(names.index(self.question.name) - 1, 0)]

    def screen(self, note: Say | None = None) -> Screen:
        """Return the question, or the card to check; a note goes first."""
        lines, rows = self._card() if self.question is None else self._asked(self.question)
        return Screen([*([note] if note else []), *lines], rows, protect=True)

    def _asked(self, question: Question[Any]) -> tuple[list[Say], list[Row]]:
        at = self.form.questions.index(question)
        place = say("{number}/{total}", number=at + 1, total=len(self.form.questions))
        header = say("<b>{title}</b>　{place}", title=self.form.title, place=place)
        offered = [(label, self._act("pick", text)) for label, text in question.picks(self.today)]
        moves = [(say("◀ 上一步"), self._act("back"))] if at else []
        if self.values.get(question.name) is not None:
            moves.append((say("不改"), self._act("keep")))
        if question.optional:
            moves.append((say("跳过"), self._act("skip")))
        moves.append((say("取消"), self._act("cancel")))
        return [header, question.ask], [*_in_rows(offered, PICKS_IN_A_ROW), moves]

    def _card(self) -> tuple[list[Say], list[Row]]:
        lines = [say("<b>{title}</b>　请核对", title=self.form.title)]
        for question in self.form.questions:
            value = self.values[question.name]
            reads = say("（没填）") if value is None else question.shown(value)
            lines.append(say("{label}：{value}", label=question.label, value=reads))
        edits = [
            (say("✎ {label}", label=question.label), self._act("edit", question.name))
            for question in self.form.questions
        ]
        ends = ((say("提交"), self._act("submit")), (say("取消"), self._act("cancel")))
        return lines, [*_in_rows(edits, EDITS_IN_A_ROW), ends]

    def _act(self, what: str, value: str = "") -> Act:
        return Act(self.draft.version, what, value)


def _in_rows(entries: Sequence[tuple[Say, Act]], width: int) -> list[Row]:
    return [entries[at : at + width] for at in range(0, len(entries), width)]
