"""/language: in which language the bot answers."""

from dataclasses import dataclass
from typing import ClassVar

from babel import Locale

from handlers.buttons import Button, ButtonHandler, StaleError
from handlers.commands import offer
from handlers.context import Context, Screen
from handlers.i18n import LANGUAGES, say
from handlers.topic import Entry, command, ways
from services import accounts

MENU = (Entry("language", say("语言 Language")),)


@dataclass(frozen=True)
class Choose(Button):
    """Answer in this language from now on."""

    tag: ClassVar[str] = "lang"
    language: str


async def ask(context: Context) -> None:
    """Offer the languages, each in its own name."""
    await context.viewer()
    offered = [(say("{name}", name=_name(one)), Choose(one)) for one in LANGUAGES]
    await context.tell(
        Screen(say("用哪种语言？ Which language?"), (offered, ways()), protect=True)
    )


async def choose(context: Context, button: Choose) -> None:
    """Remember the choice."""
    if button.language not in LANGUAGES:
        raise StaleError
    await context.run(accounts.choose_language, context.who, button.language)
    context.chosen = button.language
    await context.show(Screen(say("好的，以后用中文。"), (ways(),)))
    await offer(context)


def _name(language: str) -> str:
    return str(Locale.parse(language).language_name)


HANDLERS = (command("language", ask), ButtonHandler(Choose, choose))
