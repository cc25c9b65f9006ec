"""Why something cannot be done with a training file, in words."""

from handlers.context import Screen
from handlers.errors import words
from handlers.i18n import Say, _, say
from handlers.render import Listed
from handlers.topic import ways
from handlers.trainingfile import wording
from handlers.trainingfile.buttons import Files
from services.trainingfile.concluding import NoSuchContractError
from services.trainingfile.recording import DayError, LevelsMissingError, MovedOnError


@words.register
def _moved_on(_error: MovedOnError) -> Screen:
    said = say(_("档案已经到下一步了，这一项不能再登记。请看现在的档案。"))
    return Screen(said, [[(say(_("培训档案")), Files(1))], ways()], protect=True)


@words.register
def _day(error: DayError) -> Say:
    return say(_("日期要在 {first} 到 {last} 之间。"), first=error.first, last=error.last)


@words.register
def _missing(error: LevelsMissingError) -> Say:
    levels = Listed([wording.level(one) for one in error.levels])
    return say(_("培训做完才能考试，还差：{levels}。"), levels=levels)


@words.register
def _contract(_error: NoSuchContractError) -> Say:
    return say(_("没有这种合同。请点选一种。"))
