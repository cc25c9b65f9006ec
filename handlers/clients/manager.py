"""The card that a marketer hands to a client: a picture, with the same below it to copy."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from babel import Locale

from handlers.buttons import ButtonHandler
from handlers.clients.buttons import MyCard
from handlers.context import Attachment, Context, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import LANGUAGES, Say, _, say
from handlers.render import plain
from handlers.topic import command
from services.clients import manager, picture
from services.clients.manager import Manager
from services.clients.picture import Worded

PHONE = re.compile(r"\+?\d[\d -]{3,18}\d")
NAMES = {one: str(Locale.parse(one).language_name) for one in LANGUAGES}


class NoNumberError(ValueError):
    """It is no phone number."""


class NoLanguageError(ValueError):
    """It is no language of ours."""


def _phone(typed: str, _today: date) -> str:
    text = " ".join(unicodedata.normalize("NFKC", typed).split())
    if not PHONE.fullmatch(text):
        raise NoNumberError
    return text


def _language(typed: str, _today: date) -> str:
    if typed not in LANGUAGES:
        raise NoLanguageError
    return typed


def _languages(_today: date) -> Sequence[tuple[Say, str]]:
    return [(say("{name}", name=NAMES[one]), one) for one in LANGUAGES]


def worded(one: Manager, phone: str | None, language: str) -> Worded:
    """Word the card in a language."""

    def text(sentence: str, **values: object) -> str:
        return plain(say(sentence, **values), language)

    lines = [
        (text(_("所属营业部")), one.branch),
        (text(_("所在网点")), one.outlet),
        *([(text(_("合作银行")), one.bank)] if one.bank else []),
        *(
            [(text(_("从业资格")), text(_("{day} 取得"), day=one.certified))]
            if one.certified
            else []
        ),
        *([(text(_("电话")), phone)] if phone else []),
    ]
    return Worded(
        band=one.branch,
        name=one.name,
        role=text(_("您的客户经理")),
        lines=tuple(line for line in lines if line[1]),
        note=text(_("工号 {number}，可向营业部柜台核实"), number=one.number),
    )


def _done(made: tuple[Manager, str | None, str]) -> Screen:
    one, phone, language = made
    card = worded(one, phone, language)
    lines = [
        say("{name}　{role}", name=card.name, role=card.role),
        *(say("{label}：{value}", label=label, value=value) for label, value in card.lines),
        say("{note}", note=card.note),
    ]
    return Screen(lines, photo=Attachment("card.png", picture.png(card)))


FORM = Form(
    "manager card",
    say(_("我的名片")),
    (
        Question(
            "phone",
            say(_("电话")),
            say(_("要在名片上留电话吗？发号码，不留就跳过。号码只印在这张名片上，不保存。")),
            _phone,
            optional=True,
        ),
        Question(
            "language",
            say(_("语言")),
            say(_("名片用哪种语言？")),
            _language,
            shown=lambda one: NAMES[one],
            picks=_languages,
        ),
    ),
    manager.card,
    _done,
)


async def begin(context: Context) -> None:
    """Begin the card."""
    await context.run(manager.manager, context.who, context.today)
    await FORM.begin(context)


async def again(context: Context, _button: MyCard) -> None:
    """Begin it from a button."""
    await begin(context)


@words.register
def _no_number(_error: NoNumberError) -> Say:
    return say(_("请发电话号码，例如 13800001234 或 027-8888 1234。"))


@words.register
def _no_language(_error: NoLanguageError) -> Say:
    return say(_("请点选其中一种。"))


FORMS = (FORM,)
HANDLERS = (command("mycard", begin), ButtonHandler(MyCard, again))
