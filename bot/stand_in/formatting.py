"""Telegram's HTML: strictly read into plain text and entities.

Lengths and offsets are UTF-16 code units, which is how Telegram counts entities.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any, NoReturn

from bot.stand_in.refusal import refuse

Entity = dict[str, Any]

_TAGS = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TOKEN = re.compile(r"&(?:#x[0-9a-fA-F]+|#[0-9]+|[a-zA-Z]+);?|<")
_START = re.compile(r"<([^\s>]*)")
_END = re.compile(r"</([^\s>]*)\s*")
_ATTRIBUTE = re.compile(
    r"""\s*([^\s=>]*)\s*(?:(=)\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]*)(?=[\s>])))?"""
)


def units(text: str) -> int:
    """Return the length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return the plain text and its entities, or refuse as Telegram does."""
    reader = _Reader(source)
    reader.read()
    for entity in reader.entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return "".join(reader.said), reader.entities


@dataclass
class _Open:
    tag: str
    begin: int
    values: dict[str, str]


@dataclass
class _Reader:
    """Walks once through the source; `at` is the place, `said` the plain text so far."""

    source: str
    at: int = 0
    said: list[str] = field(default_factory=list)
    length: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def fail(self, words: str, at: int | None = None) -> NoReturn:
        place = "" if at is None else f" at byte offset {len(self.source[:at].encode())}"
        refuse(f"can't parse entities: {words}{place}")

    def say(self, text: str) -> None:
        self.said.append(text)
        self.length += units(text)

    def read(self) -> None:
        for found in iter(lambda: _TOKEN.search(self.source, self.at), None):
            self.say(self.source[self.at : found.start()])
            self.at = found.end()
            if found[0] != "<":
                self.say(_decoded(found[0]))
            elif self.source.startswith("</", found.start()):
                self.close(found.start())
            else:
                self.begin(found.start())
        self.say(self.source[self.at :])
        if self.open:
            last = self.open[-1].tag
            self.fail(f'Can\'t find end tag corresponding to start tag "{last}"')

    def begin(self, start: int) -> None:
        name = _START.match(self.source, start)
        if name is None or name.end() == len(self.source):
            self.fail("Unclosed start tag", start)
        tag = name[1].lower()
        if tag not in _TAGS:
            self.fail(f'Unsupported start tag "{tag}"', start)
        self.at = name.end()
        values = self.attributes(tag, start)
        if tag == "span" and values.get("class") != "tg-spoiler":
            self.fail('Tag "span" must have class "tg-spoiler"', start)
        self.open.append(_Open(tag, self.length, values))

    def attributes(self, tag: str, start: int) -> dict[str, str]:
        values: dict[str, str] = {}
        while not re.compile(r"\s*>").match(self.source, self.at):
            found = _ATTRIBUTE.match(self.source, self.at)
            if found is None or found.end() == len(self.source):
                self.fail("Unclosed start tag", start)
            name = found[1]
            if not name:
                self.fail(f'Empty attribute name in the tag "{tag}"', start)
            if not found[2] and (tag, name) != ("blockquote", "expandable"):
                words = f'Expected equal sign in declaration of an attribute of the tag "{tag}"'
                self.fail(words, start)
            quoted = found[3] if found[3] is not None else found[4]
            values[name] = (found[5] or "").lower() if quoted is None else unescape(quoted)
            self.at = found.end()
        self.at = self.source.index(">", self.at) + 1
        return values

    def close(self, start: int) -> None:
        if not self.open:
            self.fail("Unexpected end tag", start)
        found = _END.match(self.source, start)
        if found is None or not self.source.startswith(">", found.end()):
            self.fail("Unclosed end tag", start)
        begun = self.open.pop()
        tag = found[1].lower()
        if tag not in {"", begun.tag}:
            offset = len(self.source[:start].encode())
            self.fail(
                f"Unmatched end tag at byte offset {offset}, "
                f'expected "</{begun.tag}>", found "</{tag}>"'
            )
        self.at = found.end() + 1
        if self.length > begun.begin:
            self.add(begun)

    def add(self, begun: _Open) -> None:
        entity: Entity = {
            "type": _TAGS[begun.tag],
            "offset": begun.begin,
            "length": self.length - begun.begin,
        }
        special = _SPECIAL.get(begun.tag)
        if special is None or special(self, entity, begun.values):
            self.entities.append(entity)


def _decoded(reference: str) -> str:
    name = reference[1:].rstrip(";")
    if not name.startswith("#"):
        return _NAMED.get(name, reference)
    code = int(f"0{name[1:]}", 16) if name[1] == "x" else int(name[1:])
    return chr(code) if 0 < code < sys.maxunicode else reference


def _link(reader: _Reader, entity: Entity, values: dict[str, str]) -> bool:
    url = values.get("href") or "".join(reader.said)[-entity["length"] :]
    entity["url"] = url if "://" in url else f"http://{url}"
    return "." in url or url.startswith("tg://")


def _code(_reader: _Reader, entity: Entity, values: dict[str, str]) -> bool:
    language = values.get("class", "")
    if language.startswith("language-"):
        entity["language"] = language.removeprefix("language-")
    return True


def _pre(reader: _Reader, entity: Entity, _values: dict[str, str]) -> bool:
    inner = reader.entities[-1] if reader.entities else {}
    whole = (inner.get("offset"), inner.get("length")) == (entity["offset"], entity["length"])
    if whole and inner["type"] == "code" and "language" in inner:
        entity["language"] = reader.entities.pop()["language"]
    return True


def _quote(_reader: _Reader, entity: Entity, values: dict[str, str]) -> bool:
    if "expandable" in values:
        entity["type"] = "expandable_blockquote"
    return True


def _emoji(reader: _Reader, entity: Entity, values: dict[str, str]) -> bool:
    number = values.get("emoji-id", "")
    if not number.isdecimal() or not 0 < int(number) < 2**63:
        reader.fail("Invalid custom emoji identifier specified")
    entity["custom_emoji_id"] = number
    return True


def _time(reader: _Reader, entity: Entity, values: dict[str, str]) -> bool:
    if not values.get("unix", "").isdecimal():
        reader.fail("Invalid Unix time specified")
    if not re.fullmatch(r"r|w?[dD]?[tT]?", values.get("format", "")):
        reader.fail("Invalid date-time format specified")
    entity["unix_time"] = int(values["unix"])
    entity["date_time_format"] = values.get("format", "")
    return True


_SPECIAL: dict[str, Callable[[_Reader, Entity, dict[str, str]], bool]] = {
    "a": _link,
    "code": _code,
    "pre": _pre,
    "blockquote": _quote,
    "tg-emoji": _emoji,
    "tg-time": _time,
}
