"""What the command line says about accounts."""

from datetime import datetime

from handlers.i18n import Say, _, counted, say, translate

UNINVITABLE = {
    None: _("没有工号 {number}。"),
    "bound": _("{number} 已有账号：换绑请在聊天里用 /account {number}。"),
    "left": _("{number} 已离职。"),
}
NOBODY_TO_INVITE = _("没有要邀请的人：都已绑定，或在等确认。")
SOME_OR_ALL = _("写几个工号，或者写 --all，只能选一样。")
NO_ADMIN = _("{number} 不是管理员岗。")
NO_USERNAME = _("问不到机器人的用户名：Telegram 连不上。请用 --bot 写明。")


def recovered(number: str) -> Say:
    """Say that an administrator's account was unbound."""
    return say(_("{number} 的旧账号已解绑，其他管理员会收到通知。"), number=number)


def invited(count: int, until: datetime) -> Say:
    """Say how many invitations were made."""
    return counted(
        "生成了 {count} 个邀请，{until} 前有效；这些人以前的邀请作废。",
        "生成了 {count} 个邀请，{until} 前有效；这些人以前的邀请作废。",
        count,
        until=until,
    )


def uninvitable(number: str, state: str | None) -> Say:
    """Say why somebody cannot be invited."""
    return say(UNINVITABLE[state], number=number)


def stem(language: str) -> str:
    """Return what files with invitations are called."""
    return translate(language, _("邀请"))
