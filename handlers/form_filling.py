"""What a form asks, and how far somebody has filled it in: what is known before it is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, ClassVar

from handlers.buttons import Button
from handlers.errors import words
from handlers.form_question import Question
from handlers.i18n import Say, say
from services.drafts import Draft

CLEAR = "-"
ABOUT = "about"


@dataclass(frozen=True)
class Act(Button):
    """Something to do with a form as it was drawn: pick, keep, skip, back, edit, submit, …."""

    tag: ClassVar[str] = "form"
    version: int
    what: str
    value: str = ""


@dataclass(frozen=True)
class Asking:
    """What a form asks.

    `given` are the ids that it is about, known from the beginning, `named` the codes. The card of
    a form of `changes` says the effects instead of the answers.
    """

    name: str
    title: Say
    questions: tuple[Question[Any], ...]
    given: tuple[str, ...] = field(default=(), kw_only=True)
    changes: bool = field(default=False, kw_only=True)
    named: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class Filled:
    """A form and its draft at a moment."""

    form: Asking
    draft: Draft
    now: datetime

    @property
    def today(self) -> date:
        """The day."""
        return self.now.date()

    @cached_property
    def values(self) -> dict[str, Any]:
        """The answers as values; without those that can no longer be read, as a day gone by."""
        answers, form = self.draft.answers, self.form
        found: dict[str, Any] = {name: int(answers.get(name) or 0) for name in form.given}
        found |= {name: answers.get(name) or "" for name in form.named}
        for one in form.questions:
            found |= self._readable(one) if one.when(found) else [(one.name, None)]
        return found

    @cached_property
    def questions(self) -> tuple[Question[Any], ...]:
        """The questions that are to be asked, given the answers so far."""
        return tuple(one for one in self.form.questions if one.when(self.values))

    def _readable(self, question: Question[Any]) -> Iterator[tuple[str, Any]]:
        typed = self.draft.answers.get(question.name, "")
        if typed is None and question.optional:
            yield question.name, None
        elif typed == CLEAR and question.clears:
            yield question.name, ""
        elif question.attachment:
            if question.name in self.draft.files:
                yield question.name, self.draft.files[question.name]
        elif typed:
            try:
                yield question.name, question.read(typed, self.today)
            except Exception as error:
                if words(error) is None:
                    raise

    @property
    def question(self) -> Question[Any] | None:
        """The question to ask now: one gone back to, else the first open one; none: check.

        None too while nothing is chosen of what could be changed.
        """
        for question in self.questions:
            if question.name == self.draft.asking:
                return question
        if self.untouched:
            return None
        return next((one for one in self.questions if one.name not in self.values), None)

    def before(self) -> str | None:
        """Return the question one back; none from a change on the card: back to the card."""
        names = [question.name for question in self.questions]
        if self.question is None or self.form.changes or set(names) <= self.values.keys():
            return None
        return names[max(names.index(self.question.name) - 1, 0)]

    @property
    def untouched(self) -> bool:
        """Whether nothing was chosen yet of what could be changed."""
        given = (self.values.get(one.name) for one in self.questions)
        return self.form.changes and all(one is None for one in given)

    @property
    def title(self) -> Say:
        """What is filled in, and about whom."""
        title, about = self.form.title, self.draft.answers.get(ABOUT)
        return say("{title} · {about}", title=title, about=about) if about else title

    def act(self, what: str, value: str = "") -> Act:
        """Return what a button of this drawing does."""
        return Act(self.draft.version, what, value)
