"""What the command line says of backups."""

from collections.abc import Sequence

from handlers.i18n import Say, _, say
from services.store.backup import Contents

EXISTS = _("已经有 {path}：请换一个文件名。")
UNWRITABLE = _("写不了 {path}：请看文件夹在不在、有没有权限、磁盘满没满。")
UNREADABLE = _("读不了 {path}，或磁盘已满。")
DAMAGED = _("{path} 不是完整的备份：被截断、被改动，或不是备份文件。没有恢复任何数据。")
NEWER = _("备份来自更新的版本：请用那个版本恢复。")
NOT_EMPTY = _(
    "数据库里已经有表，恢复只进空的数据库，没有改动任何数据。"
    "SQLite 请先移走原来的文件（连同 -wal 和 -shm），PostgreSQL 请另建一个库。"
)


def backed_up(path: str, contents: Contents) -> Say:
    """Say that a backup was written, and what cannot be found in it."""
    return say(
        _("已备份 {count} 行到 {path}。数据密钥不在其中，请另外保存。"),
        count=sum(contents.rows.values()),
        path=path,
    )


def checked(contents: Contents) -> Say:
    """Say that a backup is whole, and of when."""
    return say(
        _("备份完整：{made}，结构版本 {revision}，共 {count} 行。"),
        made=contents.made,
        revision=contents.revision,
        count=sum(contents.rows.values()),
    )


def tables(contents: Contents) -> Sequence[Say]:
    """List the tables that have rows, with how many."""
    return [
        say("  {table} {count}", table=name, count=count) for name, count in contents.rows.items()
    ]


def restored(contents: Contents) -> Say:
    """Say that a backup was restored."""
    return say(
        _("已恢复 {made} 的备份，共 {count} 行，数据库已是本版本。"),
        made=contents.made,
        count=sum(contents.rows.values()),
    )
