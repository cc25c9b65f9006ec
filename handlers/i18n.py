"""Sentences and their translations: the Chinese sentence in the source is the catalogs' key."""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGS = Path(__file__).parent.parent / "locale"
SOURCE = "zh_Hans_CN"
LANGUAGES = (SOURCE, "en")


@dataclass(frozen=True)
class Say:
    """A sentence with named places, said later in the language of whoever reads it."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    many: str | None = None
    count: int = 0


def say(text: str, /, **values: object) -> Say:
    """Return the sentence with a value for each of its {places}."""
    return Say(text, values)


def counted(text: str, many: str, /, count: int, **values: object) -> Say:
    """Return a sentence that depends on {count}: the one for a single thing, the one for more."""
    return Say(text, {"count": count, **values}, many, count)


def _(text: str) -> str:
    """Mark a sentence for the catalogs and return it as it is."""
    return text


@cache
def translate(language: str, text: str) -> str:
    """Return the sentence in the language; itself where the catalog has none."""
    return _catalog(language).gettext(text) if text else ""


def template(language: str, said: Say) -> str:
    """Return the sentence in the language, its places still open."""
    if said.many is None:
        return translate(language, said.text)
    return _catalog(language).ngettext(said.text, said.many, said.count)


def reading(code: str | None) -> str:
    """Return our language for Telegram's language code; Chinese where there is none."""
    return SOURCE if not code or code.lower().startswith("zh") else "en"


@cache
def _catalog(language: str) -> gettext.NullTranslations:
    path = CATALOGS / language / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
