"""Why something cannot be done with a training, in words."""

from handlers.errors import words
from handlers.i18n import Say, _, say
from handlers.training.kinds import WORDS
from services.training.answering import TooLateToAnswerError
from services.training.leading import SettledError
from services.training.marking import NotBegunError
from services.training.view import NotAskedError, NoTrainingError


class NoWordsError(ValueError):
    """A reason or a topic is empty or too long."""


@words.register
def _no_words(_error: NoWordsError) -> Say:
    return say(_("请写一句话，最多 100 个字，例如：下午约了客户签协议。"))


@words.register
def _none(error: NoTrainingError) -> Say:
    return say(WORDS[error.kind].none, day=error.day)


@words.register
def _not_asked(error: NotAskedError) -> Say:
    return say(WORDS[error.kind].not_asked)


@words.register
def _too_late(_error: TooLateToAnswerError) -> Say:
    return say(_("已经开始、登记过到场或者不举行，答复不再改了。有事请直接告诉主持人。"))


@words.register
def _settled(_error: SettledError) -> Say:
    return say(_("这次已经登记过到场，或者已经说明不举行。"))


@words.register
def _not_begun(_error: NotBegunError) -> Say:
    return say(_("还没有开始，开始以后才能登记到场。"))
