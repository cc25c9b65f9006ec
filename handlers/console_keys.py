"""What the command line says of the data keys."""

from collections.abc import Sequence

from handlers.i18n import Say, _, say
from services.keys import Left

STILL_NEEDED = _(
    "密钥还没有换完：请把旧密钥放回 DATA_KEY（新的在前，逗号隔开），再运行 keys rotate。"
)
NOTHING_TO_DO = _("全部数据都用着这一把密钥。要换，先运行 keys add。")
ROTATING = _("另一个进程正在换密钥。它若已中断，10 秒后再试。")
RUNNING = _(
    "有 {count} 个机器人进程在运行。它们都要先带着新密钥重新启动，否则读不了换过的数据。"
    "都已重启，就加上 --restarted 再运行。"
)
PUT_FIRST = _("新密钥在下一行。请把它放在 DATA_KEY 的最前，旧的在后，逗号隔开，再重新启动机器人：")
ADDED = _("新密钥已写入 {path}，在最前。请另存一份，重新启动机器人，再运行 keys rotate。")
ROTATED = _(
    "全部换成了新密钥，共 {count} 处。旧密钥可以从 DATA_KEY 或 data.key 去掉；"
    "以前的备份仍要它才打得开，请另存。"
)
DAMAGED = _("有 {count} 处用现有的密钥打不开，没有换：内容被动过，或它的密钥不在 DATA_KEY 里。")
UNKNOWN = _("其中 {count} 处的密钥不在 DATA_KEY 里。")
SPARE = _("旧密钥已没有数据在用，可以去掉；以前的备份仍要它，请另存。")


def progress(done: int, total: int) -> Say:
    """Say how far it is and how much still has an older key."""
    return say(_("已换 {done} 处，还有 {left} 处用着旧密钥"), done=done, left=total - done)


def shown(left: Left) -> Sequence[Say]:
    """Say how much has which key, column by column where it is an older one."""
    lines = [
        say(_("共 {total} 处封存，{count} 处用着旧密钥。"), total=left.total, count=left.count)
    ]
    lines += [say("  {name} {count}", name=name, count=many) for name, many in left.older.items()]
    if left.unknown:
        lines.append(say(UNKNOWN, count=left.unknown))
    if left.spare:
        lines.append(say(SPARE))
    return lines
