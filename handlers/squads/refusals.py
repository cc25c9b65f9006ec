"""Why a group cannot be made or changed so, in words."""

from handlers.errors import words
from handlers.i18n import Say, _, say
from handlers.squads.wording import NAME
from services.squads.making import ElsewhereError, NameTakenError, NoTeamError


class NoNameError(ValueError):
    """A group is not called anything, or its name is too long."""


@words.register
def _no_name(_error: NoNameError) -> Say:
    return say(_("组名最多 {most} 个字，例如：东门一组。"), most=NAME)


@words.register
def _no_team(_error: NoTeamError) -> Say:
    return say(_("小组由驻点经理、区域经理、项目总监来分。"))


@words.register
def _taken(_error: NameTakenError) -> Say:
    return say(_("您已有同名的小组，请换个名字。"))


@words.register
def _elsewhere(error: ElsewhereError) -> Say:
    return say(_("TA 已在「{name}」。一人只在一个组，请先从那个组移出。"), name=error.name)
