"""The forms about a person: somebody new, a change, leaving, a row put right; and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from handlers.buttons import Button
from handlers.errors import words
from handlers.facts import refused
from handlers.forms import Form
from handlers.i18n import Say, _, say
from handlers.office import questions as ask
from handlers.office.effects import changes, of_ending, of_person, of_somebody_new
from handlers.office.questions import later, optional
from handlers.render import Bold
from handlers.screen import Screen
from handlers.topic import ways
from handlers.words import records as wording
from services.facts.save import OutdatedPreviewError
from services.facts.take_back import MonthClosedError, NothingToTakeBackError, SupersededError
from services.office import records
from services.office.record_edit import Saved
from services.office.records import LaterRowError, NumberTakenError
from services.office.rights import BranchPostsError, NotYoursToKeepError, OwnRecordError


@dataclass(frozen=True)
class RecordOf(Button):
    """Show a person's record."""

    tag: ClassVar[str] = "rc"
    staff: int


@dataclass(frozen=True)
class Undo(Button):
    """Take an edit back."""

    tag: ClassVar[str] = "ud"
    batch: int


@words.register
def _not_yours_to_keep(_error: NotYoursToKeepError) -> Say:
    return say(_("这由所属单位的后勤支持岗办理，您不能改。"))


@words.register
def _own_record(_error: OwnRecordError) -> Say:
    return say(_("自己的档案要由别人来改。"))


@words.register
def _branch_posts(error: BranchPostsError) -> Say:
    posts = wording.reads("posts", " ".join(error.posts))
    return say(_("{posts}由营业部的后勤支持岗任免。"), posts=posts)


@words.register
def _number_taken(error: NumberTakenError) -> Say:
    return say(_("工号 {number} 已经有人用了，请换一个。"), number=error.number)


@words.register
def _later_row(error: LaterRowError) -> Say:
    return say(_("{day}起另有已定的变更，请先在履历里撤回它，再办离职。"), day=error.day)


@words.register
def _not_taken_back(error: NothingToTakeBackError | MonthClosedError | SupersededError) -> Say:
    return refused(error) or say("")


@words.register
def _outdated(_error: OutdatedPreviewError) -> Say:
    return say(_("刚才有别的变更先保存了，请核对后再点一次提交。"))


def saved(done: Saved) -> Screen:
    """Say what was saved, with the way back from it."""
    weighed = done.weighed
    title = say("{name} {number}", name=Bold(weighed.name), number=weighed.number)
    changed = changes(weighed.changes, new=weighed.new)
    return _done(done, [title, say(_("已保存，{day}起生效。"), day=weighed.day), *changed])


def ended(done: Saved) -> Screen:
    """Say that somebody will leave, with the way back from it."""
    weighed = done.weighed
    title = say("{name} {number}", name=Bold(weighed.name), number=weighed.number)
    return _done(done, [title, say(_("已登记离职。")), *changes(weighed.changes)])


def _done(done: Saved, lines: list[Say]) -> Screen:
    undo = (say(_("↩ 撤回")), Undo(done.batch))
    record = (say(_("档案")), RecordOf(done.staff_id))
    return Screen(lines, [[undo, record], ways()], protect=True)


def told(data: Mapping[str, Any]) -> Screen:
    """Word the notice of a change to the person and the superiors."""
    values = {"name": data["name"], "number": data["number"]}
    day = date.fromisoformat(data["first_day"])
    title = say(_("📋 {name} {number} 的档案有变更，{day}起生效"), day=day, **values)
    if data["new"]:
        title = say(_("📋 新同事 {name} {number} 已建档，{day}起生效"), day=day, **values)
    lines = [
        say(
            "{field}：{old} → {new}",
            field=wording.field(field),
            old=wording.reads(field, old, old_name),
            new=wording.reads(field, new, new_name),
        )
        for field, old, new, old_name, new_name in data["changes"]
        if not data["new"] or field in {"unit", "posts", "grade", "joined"}
    ]
    return Screen([title, *lines], [ways(RecordOf(data["staff"]))], protect=True)


OTHERS = (
    later(ask.LEVEL, clears=True),
    later(ask.FIXED_PAY),
    later(ask.CERTIFIED, clears=True),
    later(ask.BORN, clears=True),
    later(ask.EDUCATION, clears=True),
    later(ask.YEARS, clears=True),
    later(ask.LAPTOP, clears=True),
    later(ask.REFERRER, clears=True),
)
TERMS = (
    later(ask.GRADE, clears=True),
    later(ask.POST),
    later(ask.SUPERIOR, clears=True),
    later(ask.UNIT),
    *OTHERS[:3],
    later(ask.CONTRACT),
    later(ask.NAME),
    later(ask.JOINED),
    later(ask.LEFT, clears=True),
    *OTHERS[3:],
)
COMMON = 8  # of them on the first page, with the first day
NEW = Form(
    "new person",
    say(_("新人建档")),
    (
        *(ask.STAFF, ask.NAME, ask.UNIT, ask.POST),
        *(optional(ask.SUPERIOR), optional(ask.GRADE), ask.CONTRACT, ask.JOINED),
        *OTHERS,
        later(ask.FIRST_DAY),
    ),
    records.add,
    saved,
    preview=records.weigh_new,
    effects=of_somebody_new,
)
CHANGE = Form(
    "record",
    say(_("档案变更")),
    (*TERMS[:COMMON], later(ask.FIRST_DAY), *TERMS[COMMON:], ask.REASON),
    records.change,
    saved,
    given=("staff",),
    preview=records.weigh_change,
    effects=of_person,
    changes=True,
)
LEAVE = Form(
    "leaving",
    say(_("办理离职")),
    (ask.LEFT, ask.WHY),
    records.leave,
    ended,
    given=("staff",),
    preview=records.weigh_leaving,
    effects=of_ending,
)
CORRECT = Form(
    "correction",
    say(_("更正")),
    (*TERMS, ask.REASON),
    records.correct,
    saved,
    given=("terms",),
    preview=records.weigh_correction,
    effects=of_person,
    changes=True,
)
FORMS = (NEW, CHANGE, LEAVE, CORRECT)
