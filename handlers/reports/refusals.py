"""Why something cannot be done with a report, in words."""

from handlers.errors import words
from handlers.i18n import Say, _, say
from handlers.reports import wording
from services.reports.handing_in import SectionsMissingError
from services.reports.judging import NotExcusableError
from services.reports.own import NothingOwedError
from services.reports.writing import (
    LONGEST,
    HandedInError,
    TextError,
    UnknownSectionError,
)


@words.register
def _nothing_owed(error: NothingOwedError) -> Say:
    return say(_("{month} 没有要您交的月报。"), month=error.month)


@words.register
def _handed_in(_error: HandedInError) -> Say:
    return say(_("月报已经交了，不能再改。要改请项目总监退回。"))


@words.register
def _text(_error: TextError) -> Say:
    return say(_("这一部分最多 {most} 字，请写短一些再发。"), most=LONGEST)


@words.register
def _missing(error: SectionsMissingError) -> Say:
    return say(_("必写的还差：{sections}"), sections=wording.listed(error.sections))


@words.register
def _section(_error: UnknownSectionError) -> Say:
    return say(_("没有这一部分。请从月报里点选。"))


@words.register
def _not_excusable(_error: NotExcusableError) -> Say:
    return say(_("没有可以免记的迟交：没有登记、已经撤销，或正在申诉。"))
