"""From sentences to what is sent: translated, escaped and formatted in this one place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import cache, singledispatch
from html import escape, unescape

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import NumberPattern, parse_pattern

from handlers.i18n import SOURCE, Say, _, template, translate
from services.month import Month

LIMIT = 4096
MYRIAD = Decimal(10_000)
ALL_DIGITS = "#,##0." + "#" * 20
TOKEN = re.compile(r"<[^>]*>|&[^;\s]+;|.", re.DOTALL)


@dataclass(frozen=True)
class Money:
    """An amount in yuan."""

    value: Decimal


@dataclass(frozen=True)
class Assets:
    """A large amount in yuan: in Chinese counted in 万."""

    value: Decimal


@dataclass(frozen=True)
class Percent:
    """A share; 0.05 reads 5%."""

    value: Decimal


@dataclass(frozen=True)
class Number:
    """A quantity, without trailing zeros."""

    value: Decimal | int


@dataclass(frozen=True)
class Bold:
    """Something that stands out."""

    value: object


@dataclass(frozen=True)
class Listed:
    """Several things in one line: a、b和c."""

    values: Sequence[object]


@dataclass(frozen=True)
class Titled:
    """A name that the outlet gave in its languages."""

    value: Mapping[str, str]


@dataclass(frozen=True)
class Reader:
    """For whom something is written: the language, and the zone for moments."""

    language: str
    zone: tzinfo | None = None


def html(said: Say | Sequence[Say], language: str, zone: tzinfo | None = None) -> str:
    """Write a sentence, or one a line, as Telegram's HTML; every value escaped."""
    return written(said, Reader(language, zone))


def plain(said: Say | Sequence[Say], language: str, zone: tzinfo | None = None) -> str:
    """Write it without any markup, as button labels and file names need it."""
    return unescape(_bare(html(said, language, zone)))


@singledispatch
def written(value: object, reader: Reader) -> str:
    """Write a value as HTML; TypeError for one that does not say how it wants to read."""
    del reader
    message = f"a {type(value).__name__} does not say how it reads; wrap it"
    raise TypeError(message)


@written.register
def _say(said: Say, reader: Reader) -> str:
    values = {name: written(value, reader) for name, value in said.values.items()}
    return template(reader.language, said).format(**values)


@written.register(list)
@written.register(tuple)
def _lines(lines: Iterable[object], reader: Reader) -> str:
    return "\n".join(written(line, reader) for line in lines)


@written.register
def _text(text: str, reader: Reader) -> str:
    del reader
    return escape(text, quote=False)


@written.register
def _whole(number: int, reader: Reader) -> str:
    del reader
    return str(number)


@written.register
def _money(amount: Money, reader: Reader) -> str:
    return _number_as("¥#,##0.00;−¥#,##0.00", amount.value, reader)


@written.register
def _assets(amount: Assets, reader: Reader) -> str:
    value = amount.value
    if reader.language != SOURCE or abs(value) < MYRIAD or value % (MYRIAD / 100):
        return _number_as("¥#,##0.##;−¥#,##0.##", value, reader)
    return _number_as("#,##0.##万", value / MYRIAD, reader)


@written.register
def _percent(share: Percent, reader: Reader) -> str:
    return _number_as(f"{ALL_DIGITS}%", share.value, reader, rounded=False)


@written.register
def _number(number: Number, reader: Reader) -> str:
    return _number_as(ALL_DIGITS, number.value, reader, rounded=False)


def _number_as(pattern: str, value: Decimal | int, reader: Reader, *, rounded: bool = True) -> str:
    locale = _locale(reader.language)
    return str(_pattern(pattern).apply(value, locale, decimal_quantization=rounded))


@cache
def _pattern(pattern: str) -> NumberPattern:
    return parse_pattern(pattern)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


@written.register
def _bold(bold: Bold, reader: Reader) -> str:
    return f"<b>{written(bold.value, reader)}</b>"


@written.register
def _listed(several: Listed, reader: Reader) -> str:
    values = [written(one, reader) for one in several.values]
    return format_list(values, locale=_locale(reader.language))


@written.register
def _titled(titled: Titled, reader: Reader) -> str:
    return escape(titled.value.get(reader.language, ""), quote=False)


@written.register
def _day(day: date, reader: Reader) -> str:
    pattern = translate(reader.language, _("y年M月d日"))
    return format_date(day, pattern, _locale(reader.language))


@written.register
def _moment(moment: datetime, reader: Reader) -> str:
    pattern = translate(reader.language, _("y年M月d日 HH:mm"))
    zone = reader.zone or moment.tzinfo
    return format_datetime(moment, pattern, zone, _locale(reader.language))


@written.register
def _month(month: Month, reader: Reader) -> str:
    pattern = translate(reader.language, _("y年M月"))
    return format_date(month.first_day, pattern, _locale(reader.language))


def pieces(text: str, limit: int = LIMIT) -> list[str]:
    """Cut HTML into messages: at ends of paragraphs, else of lines, else anywhere.

    A message has at most `limit` UTF-16 units; tags that are open at a cut are closed before it
    and opened again after it.
    """
    if _units(text) <= limit:  # with its tags, which do not count
        return [text] if _bare(text).strip() else []
    cut: list[str] = []
    while text:
        end = _fitting(text, limit)
        part, text = text[:end], text[end:].removeprefix("\n")
        still_open = _open_tags(part)
        closing = "".join(f"</{tag[1:-1].split()[0]}>" for tag in reversed(still_open))
        cut.append(part + closing)
        text = "".join(still_open) + text if text else ""
    return [part for part in cut if _bare(part).strip()]


def _bare(text: str) -> str:
    return re.sub(r"<[^>]*>", "", text)


def _fitting(text: str, limit: int) -> int:
    units = 0
    for token in TOKEN.finditer(text):
        units += _counted(token[0])
        if units > limit:
            head = text[: token.start()]
            return next((at for at in (head.rfind("\n\n"), head.rfind("\n")) if at > 0), len(head))
    return len(text)


def _counted(token: str) -> int:
    """Return how many units Telegram counts of a tag, an entity or a character."""
    if token.startswith("<"):
        return 0
    return 1 if len(token) > 1 else _units(token)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _open_tags(part: str) -> list[str]:
    tags: list[str] = []
    for tag in re.findall(r"<[^>]*>", part):
        if tag.startswith("</"):
            tags.pop()
        else:
            tags.append(tag)
    return tags
