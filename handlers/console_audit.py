"""What the command line says of the audit's chain."""

from handlers.i18n import Say, _, say
from services.audit_chain import Finding, Head

NO_HEAD = _("链尾应写成 条数:校验码，如 123:0af3…（64 位十六进制）。")
FOUND = {
    "edited": _("第 {number} 条被改动过，或与当时发出的链尾不符。"),
    "missing": _("第 {number} 条不见了，或顺序被动过。"),
    "cut": _("第 {number} 条当时已发出链尾，现在链上没有：末尾被截掉了。"),
}


def finding(found: Finding) -> Say:
    """Word what is wrong with the chain."""
    return say(FOUND[found.kind], number=found.number)


def verified(count: int, loose: int, end: Head) -> Say:
    """Say how long the chain is and how it ends."""
    return say(
        _("链上 {count} 条，未入链 {loose} 条；链尾 {number}:{hash}"),
        count=count,
        loose=loose,
        number=end.number,
        hash=end.hash,
    )
