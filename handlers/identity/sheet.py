"""Invitations on paper: a sheet of cards to print and cut, and a list for mail merge."""

import asyncio
from collections.abc import Sequence
from html import escape

import segno

from handlers.context import Attachment, Context
from handlers.i18n import Say, _, say
from handlers.papers import workbook
from handlers.render import Reader, plain, written
from services.identity.invitations import Invited

COLUMNS = (_("工号"), _("姓名"), _("单位"), _("链接"), _("有效期至"))
STYLE = """
@page { size: A4; margin: 10mm }
* { box-sizing: border-box; margin: 0 }
body { font: 10pt/1.4 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #000 }
header { padding: 6mm 0; max-width: 190mm; margin: 0 auto }
main { display: grid; grid-template-columns: 1fr 1fr; gap: 3mm; max-width: 190mm; margin: 0 auto }
article { height: 66mm; padding: 4mm; border: 0.2mm dashed #888; overflow: hidden;
  break-inside: avoid; display: grid; grid-template-columns: 1fr 36mm; align-content: start;
  gap: 1.5mm 3mm }
h2 { font-size: 14pt; line-height: 1.2; overflow-wrap: anywhere }
svg { width: 36mm; height: 36mm; grid-row: 1 / 4; grid-column: 2 }
.link { grid-column: 1 / 3; font: 7.5pt/1.3 monospace; overflow-wrap: anywhere }
.how { grid-column: 1 / 3; font-size: 8.5pt }
@media print { header { display: none } }
"""


def link(bot: str, code: str) -> str:
    """Return the deep link that opens an invitation; `bot` is the bot's username."""
    return f"https://t.me/{bot}?start={code}"


async def document(context: Context, made: Sequence[Invited]) -> Attachment:
    """Return the sheet in the reader's language, named by the day."""
    reader = await context.reader()
    name = plain(say(_("邀请-{day}.html"), day=context.today.isoformat()), reader.language)
    drawn = await asyncio.to_thread(page, made, context.bot.username, reader)
    return Attachment(name, drawn)


def page(made: Sequence[Invited], bot: str, reader: Reader) -> bytes:
    """Return the sheet: HTML that needs nothing else, eight cards on a page of A4."""
    title = _html(say(_("小满：绑定账号的邀请")), reader)
    hint = _html(say(_("每张卡片只交给本人。打印时选 A4、100% 大小。")), reader)
    cards = "\n".join(_card(one, bot, reader) for one in made)
    return (
        f'<!DOCTYPE html>\n<html lang="{reader.language.replace("_", "-")}">\n'
        f'<head><meta charset="utf-8"><title>{title}</title>\n<style>{STYLE}</style></head>\n'
        f"<body><header><h1>{title}</h1><p>{hint}</p></header>\n<main>\n{cards}\n</main></body>\n"
        "</html>\n"
    ).encode()


def _card(one: Invited, bot: str, reader: Reader) -> str:
    address = link(bot, one.code)
    drawn = segno.make(address, error="m", micro=False).svg_inline(omitsize=True)
    until = _html(say(_("{moment} 前有效，只能用一次"), moment=one.expires_at), reader)
    how = _("用手机扫码，或在手机上打开链接，进入 Telegram 点「开始」，等上级确认。不要转给别人。")
    return (
        f"<article><h2>{escape(one.employee.name)}</h2>{drawn}"
        f"<p>{escape(one.employee.number)}<br>{escape(one.unit)}</p><p>{until}</p>"
        f'<p class="link">{escape(address)}</p>'
        f'<p class="how">{_html(say(how), reader)}</p></article>'
    )


def merge_list(made: Sequence[Invited], bot: str, reader: Reader) -> bytes:
    """Return the same as a workbook, a row each; a name is never a formula."""
    rows = [
        (
            one.employee.number,
            one.employee.name,
            one.unit,
            link(bot, one.code),
            say("{moment}", moment=one.expires_at),  # words: mail merge turns days round
        )
        for one in made
    ]
    heads = [say(name) for name in COLUMNS]
    return workbook.written([workbook.Sheet("1", heads, rows)], reader)


def _html(said: Say, reader: Reader) -> str:
    return written(said, reader)
