"""The forms of training files: a level, an exam, the contract."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from handlers import reading, words
from handlers.context import Context, Screen
from handlers.errors import words as errors
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.topic import ways
from handlers.trainingfile import card, wording
from handlers.trainingfile.buttons import Conclude, Files, RecordExam, RecordLevel, Show
from handlers.words.people import CONTRACTS
from services.trainingfile import concluding, recording
from services.trainingfile import reading as files
from services.trainingfile.concluding import KINDS, NoSuchContractError
from services.trainingfile.reading import Card
from services.trainingfile.recording import FARTHEST, DayError
from services.trainingfile.rows import CONTRACTED, LEVELS, LISTED, PASSED, TRAINING

LONGEST, NAME = 200, 30
PASS, FAIL = "pass", "fail"
BEST = Decimal(100)


class NoNameError(ValueError):
    """There is no name, or too long a one."""


class NoNoteError(ValueError):
    """A note is empty or too long."""


class NoResultError(ValueError):
    """It is neither passed nor failed."""


class NoScoreError(ValueError):
    """It is no score between 0 and 100."""


def _result(typed: str, _today: date) -> bool:
    known = {PASS: True, "合格": True, "True": True, FAIL: False, "不合格": False, "False": False}
    if typed.strip() not in known:
        raise NoResultError
    return known[typed.strip()]


def _score(typed: str, _today: date) -> str:
    try:
        score = Decimal(typed.strip())
    except InvalidOperation:
        raise NoScoreError from None
    if not (score.is_finite() and 0 <= score <= BEST):
        raise NoScoreError
    return f"{score.quantize(Decimal('0.1')).normalize():f}"


def _kind(typed: str, _today: date) -> str:
    named = {CONTRACTS[one]: one for one in KINDS}
    code = named.get(typed.strip(), typed)
    if code not in KINDS:
        raise NoSuchContractError
    return code


def _past(_today: date) -> Sequence[tuple[Say, str]]:
    return (say("今天"), "今天"), (say(_("昨天")), "昨天")


def _saved(found: Card) -> Screen:
    """Say that it was recorded, and what is next."""
    lines = [say(_("✓ 已登记：{name}"), name=found.person.name)]
    file = found.line.file if found.line else 0
    if found.line and found.line.standing.due:
        lines.append(say(_("下一步：{step}"), step=wording.step(found.line.standing)))
    return Screen(lines, [[(say(_("看培训档案")), Show(file))], ways(Files(1))], protect=True)


def _not_ahead(day: date, _given: Mapping[str, Any], now: datetime) -> None:
    if day > now.date():
        raise DayError(now.date() - FARTHEST, now.date())


DAY = Question(
    "day",
    say(_("日期")),
    say(_("哪天？可发 11-25。")),
    reading.day,
    picks=_past,
    must=_not_ahead,
)
TRAINER = Question(
    "trainer",
    say(_("培训人")),
    say(_("由谁培训？写姓名，例如：唐志远。")),
    reading.words(NAME, NoNameError),
)
NOTE = Question(
    "note",
    say(_("备注")),
    say(_("有备注吗？例如：补了合规一课。可以跳过。")),
    reading.words(LONGEST, NoNoteError),
    optional=True,
)
LEVEL_FORMS = tuple(
    Form(
        f"training {code}",
        wording.level(code),
        (DAY, TRAINER, NOTE),
        recording.record_level,
        _saved,
        given=("file", "level"),
    )
    for code in LEVELS
)
EXAM = Form(
    "training exam",
    say(_("登记考试")),
    (
        DAY,
        Question(
            "passed",
            say(_("结果")),
            say(_("合格吗？本人会收到结果。")),
            _result,
            shown=lambda one: say(_("合格")) if one else say(_("不合格")),
            picks=lambda _today: ((say(_("合格")), PASS), (say(_("不合格")), FAIL)),
        ),
        Question(
            "score",
            say(_("分数")),
            say(_("多少分？0 到 100，可以跳过。")),
            _score,
            optional=True,
        ),
    ),
    recording.record_exam,
    _saved,
    given=("file",),
)
CONTRACT = Form(
    "training contract",
    say(_("登记合同")),
    (
        Question(
            "contract",
            say(_("合同种类")),
            say(_("签的是哪种合同？")),
            _kind,
            shown=words.contract,
            picks=lambda _today: [(words.contract(one), one) for one in KINDS],
        ),
        Question(
            "signed",
            say(_("签订日期")),
            say(_("哪天签的？可发 11-25。")),
            reading.day,
            picks=_past,
            must=_not_ahead,
        ),
        Question(
            "first_day",
            say(_("起始日期")),
            say(_("合同从哪天起？可发 12-01。")),
            reading.day,
            picks=lambda _today: ((say("今天"), "今天"), (say("明天"), "明天")),
        ),
    ),
    concluding.conclude,
    _saved,
    given=("file",),
)
FORMS = (*LEVEL_FORMS, EXAM, CONTRACT)


async def level(context: Context, button: RecordLevel) -> None:
    """Begin the form for a level."""
    found = await _still(context, button.file, TRAINING, PASSED)
    if found and found.keeps and 0 <= button.level < len(LEVELS):
        form = LEVEL_FORMS[button.level]
        await form.begin(context, found.person.name, file=button.file, level=button.level)
    else:
        await card.outdated(context, button.file)


async def exam(context: Context, button: RecordExam) -> None:
    """Begin the form for an exam."""
    found = await _still(context, button.file, TRAINING, PASSED)
    if found and found.keeps and found.line and not found.line.standing.missing:
        await EXAM.begin(context, found.person.name, file=button.file)
    else:
        await card.outdated(context, button.file)


async def conclude(context: Context, button: Conclude) -> None:
    """Begin the form for the contract."""
    found = await _still(context, button.file, LISTED, CONTRACTED)
    if found and found.concludes:
        await CONTRACT.begin(context, found.person.name, file=button.file)
    else:
        await card.outdated(context, button.file)


async def _still(context: Context, file: int, *states: str) -> Card | None:
    """Return the file, if it is still in one of the states."""
    found = await context.run(files.card, context.who, context.today, file)
    return found if found.line and found.line.standing.state in states else None


@errors.register
def _no_name(_error: NoNameError) -> Say:
    return say(_("请写姓名，最多 {most} 个字，例如：唐志远。"), most=NAME)


@errors.register
def _no_note(_error: NoNoteError) -> Say:
    return say(_("备注最多 {most} 个字。"), most=LONGEST)


@errors.register
def _no_result(_error: NoResultError) -> Say:
    return say(_("请点「合格」或「不合格」。"))


@errors.register
def _no_score(_error: NoScoreError) -> Say:
    return say(_("分数要在 0 到 100 之间，例如：86.5。"))
