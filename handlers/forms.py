"""Forms: questions asked one a message, a card to check, and nothing written before 提交."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from handlers.context import Context, Row, Screen
from handlers.errors import words
from handlers.form_calendar import Leaf, Turned, grid, leaf
from handlers.form_card import card, chooser, in_rows
from handlers.form_filling import ABOUT, CLEAR, Act, Asking, Filled
from handlers.form_question import Question, picks_left
from handlers.i18n import Say, say
from services import drafts
from services.drafts import Choice

__all__ = ["CLEAR", "Act", "Filling", "Form", "Question", "drawn"]


@dataclass(frozen=True)
class Form(Asking):
    """Questions, the service for the answers, and what is shown then.

    The service is called as `service(session, who, now, **answers)`; a skipped question is None.
    `preview` is a reading service called as `preview(session, who, today, **answers)`, `effects`
    words what it returns for the card.
    """

    service: Callable[..., Any] = field(repr=False)
    done: Callable[[Any], Screen] = field(repr=False)
    preview: Callable[..., Any] | None = field(default=None, repr=False, kw_only=True)
    effects: Callable[[Any], Sequence[Say]] = field(default=lambda _: (), repr=False, kw_only=True)

    async def begin(self, context: Context, about: str = "", **given: int | str | None) -> None:
        """Ask the first question; `about` is the name of whom or what it is about.

        `given` are ids, and answers that are known already; None: one that is left out.
        """
        answers: dict[str, str | None] = {
            one.name: None for one in self.questions if not one.asked
        }
        answers |= {name: None if one is None else str(one) for name, one in given.items()}
        answers |= {ABOUT: about} if about else {}
        draft = await context.run(drafts.begin, context.who, self.name, context.now, answers)
        await context.show(await drawn(context, Filling(self, draft, context.now)))


@dataclass(frozen=True)
class Filling(Filled):
    """A form and its draft at a moment, as it is shown."""

    form: Form

    def choices(self, page: int, note: Say | None = None) -> Screen:
        """Return the questions to choose from."""
        return self._screen(note, *chooser(self, page))

    def screen(
        self,
        note: Say | None = None,
        offered: Sequence[Choice] = (),
        effects: Sequence[Say] = (),
        shown: Leaf | None = None,
    ) -> Screen:
        """Return the question, or the card to check; a note goes first."""
        if self.question is None:
            return self._screen(note, *card(self, effects))
        return self._screen(note, *self._asked(self.question, offered, shown))

    def _screen(self, note: Say | None, lines: Sequence[Say], rows: Sequence[Row]) -> Screen:
        return Screen([*([note] if note else []), *lines], rows, protect=True)

    def _asked(
        self, question: Question[Any], offered: Sequence[Choice], shown: Leaf | None
    ) -> tuple[list[Say], list[Row]]:
        asked = [one for one in self.questions if one.asked]
        header = say("<b>{title}</b>", title=self.title)
        if question in asked and not self.form.changes:
            place = say("{number}/{total}", number=asked.index(question) + 1, total=len(asked))
            header = say("<b>{title}</b>　{place}", title=self.title, place=place)
        moves = self._moves(question, first=question is next(iter(asked), None))
        if shown:
            lines, rows = grid(self, shown)
            return [header, question.ask, *lines], [*rows, moves]
        found = [(say("{name}", name=one.name), one.code) for one in offered]
        acts = [
            (label, self.act("pick", text))
            for label, text in (*picks_left(question, self.values, self.now), *found)
        ]
        return [header, question.ask], [*in_rows(acts), moves]

    def _moves(self, question: Question[Any], *, first: bool) -> Row:
        moves = [] if first else [(say("◀ 上一步"), self.act("back"))]
        if self.values.get(question.name) is not None:
            moves.append((say("不改"), self.act("keep")))
        if question.clears:
            moves.append((say("清空"), self.act("pick", CLEAR)))
        if question.optional:
            moves.append((say("跳过"), self.act("skip")))
        return [*moves, (say("取消"), self.act("cancel"))]


async def drawn(
    context: Context,
    filling: Filling,
    note: Say | None = None,
    offered: Sequence[Choice] = (),
    to: Turned | None = None,
) -> Screen:
    """Return the question with what the house offers for it, or the card with its effects."""
    question = filling.question
    if question is None:
        if filling.untouched:
            return filling.choices(0, note)
        effects = await _effects(context, filling)
        return filling.screen(None if note in effects else note, effects=effects)
    if question.calendar:
        return filling.screen(note, shown=await leaf(context, filling, to))
    if question.look and not offered:
        offered = await context.run(question.look, context.who, context.today, "")
    return filling.screen(note, offered)


async def _effects(context: Context, filling: Filling) -> Sequence[Say]:
    form = filling.form
    if form.preview is None:
        return ()
    try:
        found = await context.run(form.preview, context.who, context.today, **filling.values)
    except Exception as error:
        refused = words(error)
        if not isinstance(refused, Say):
            raise
        return (refused,)
    return form.effects(found)
