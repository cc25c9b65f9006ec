"""The form for a licence: kind, number, issued, expires, a photo."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers import reading
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.licences import wording
from handlers.licences.buttons import AddLicence, LicencesOf
from handlers.questions import attachment
from handlers.topic import ways
from services.licences import reading as licences
from services.licences import recording
from services.licences.recording import (
    ExpiresBeforeError,
    Kept,
    NoSuchLicenceError,
    NotCertifiedError,
    SameAgainError,
)
from services.licences.rows import CERTIFICATE, KINDS, OTHER
from services.organisation import NotYoursError

TITLE, NUMBER = 40, 60


class NoTitleError(ValueError):
    """A licence is not called anything, or its name is too long."""


class NoNumberError(ValueError):
    """There is no number, or it is too long."""


def _kind(typed: str, _today: date) -> str:
    named = {wording.KINDS[one]: one for one in KINDS}
    code = named.get(typed.strip(), typed)
    if code not in KINDS:
        raise NoSuchLicenceError
    return code


def _dated(given: Mapping[str, Any]) -> bool:
    return given.get("kind") not in {None, CERTIFICATE}


def _done(kept: Kept) -> Screen:
    one = kept.licence
    sentence = _("✓ 已登记{name}的{licence}。")
    if one.earlier:
        sentence = _("✓ {name}的{licence}已续期，原来的记录保留。")
    said = say(sentence, name=kept.person.name, licence=wording.name(one.kind, one.title))
    back = [(say(_("看证照")), LicencesOf(kept.person.staff_id))]
    return Screen(said, [back, ways()], protect=True)


FORM = Form(
    "licence",
    say(_("登记证照")),
    (
        Question(
            "kind",
            say(_("证照")),
            say(_("哪种证照？同一种再登记一次就是续期。")),
            _kind,
            shown=wording.name,
            picks=lambda _today: [(wording.name(one), one) for one in KINDS],
        ),
        Question(
            "title",
            say(_("名称")),
            say(_("叫什么？例如：基金从业资格。")),
            reading.words(TITLE, NoTitleError),
            when=lambda given: given.get("kind") == OTHER,
        ),
        Question(
            "number",
            say(_("编号")),
            say(_("证照编号是多少？加密保存，查看会记录。")),
            reading.words(NUMBER, NoNumberError),
        ),
        Question(
            "issued",
            say(_("取得日期")),
            say(_("哪天取得的？可发 2026-11-25。")),
            reading.day,
            when=_dated,
        ),
        Question(
            "expires",
            say(_("到期日期")),
            say(_("到哪天为止（含当天）？可发 2028-11-24；长期有效点「跳过」。")),
            reading.day,
            optional=True,
        ),
        attachment(
            "photo",
            say(_("照片")),
            say(_("请发证照的照片或文件，可以跳过。")),
            optional=True,
        ),
    ),
    recording.record,
    _done,
    given=("staff",),
)


async def add(context: Context, button: AddLicence) -> None:
    """Begin the form."""
    found = await context.run(licences.of_person, context.who, context.today, button.staff)
    if not found.keeps:
        raise NotYoursError
    await FORM.begin(context, found.person.name, staff=button.staff)


@words.register
def _no_title(_error: NoTitleError) -> Say:
    return say(_("请写证照的名称，最多 {most} 个字，例如：基金从业资格。"), most=TITLE)


@words.register
def _no_number(_error: NoNumberError) -> Say:
    return say(_("请写编号，最多 {most} 个字，例如：S1234567890123。"), most=NUMBER)


@words.register
def _no_kind(_error: NoSuchLicenceError) -> Say:
    return say(_("没有这种证照。请点选，没有的点「其他」再写名称。"))


@words.register
def _not_certified(_error: NotCertifiedError) -> Say:
    return say(_("人员档案里还没有资格证日期。请先在档案里登记，再来登记编号和到期日期。"))


@words.register
def _before(_error: ExpiresBeforeError) -> Say:
    return say(_("到期日期比取得日期还早，请核对。"))


@words.register
def _same(_error: SameAgainError) -> Say:
    return say(_("和现在登记的一样，不用再登记。续期请写新的到期日期。"))
