"""The text of a message as Telegram keeps it: formatted, trimmed, within limits, links found.

The limits of 4,096 and 1,024 are counted in UTF-16 code units, the stricter of the two readings
of Telegram's "characters" where emoji are concerned.
"""

import re
from typing import Any

from bot.stand_in.formatting import Entity, parse_html, units
from bot.stand_in.keyboards import link_mistake
from bot.stand_in.refusal import refuse

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_LITERAL = ("code", "pre")
_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/]))"
    r"|(?P<url>https?://[^\s<>\"'，。；！？、）】》]+|(?<![\w@/.])t\.me/[\w?=&/+-]+)"
    r"|(?P<mention>(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31})"
)

_KINDS = frozenset(
    [
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    ]
)
_NEEDED = {"text_link": "url", "custom_emoji": "custom_emoji_id", "date_time": "unix_time"}


def text_of(args: dict[str, Any]) -> dict[str, Any]:
    """Return `text` and `entities` of a message from a call's parameters."""
    raw = args.get("text", "")
    if not raw:
        refuse("message text is empty")
    text, entities = _formatted(raw, args.get("parse_mode"), args.get("entities"))
    if not text:
        refuse("text must be non-empty")
    if units(text) > LONGEST_TEXT:
        refuse("message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def caption_of(args: dict[str, Any]) -> dict[str, Any]:
    """Return `caption` and `caption_entities` of a message from a call's parameters."""
    raw = args.get("caption", "")
    text, entities = _formatted(raw, args.get("parse_mode"), args.get("caption_entities"))
    if units(text) > LONGEST_CAPTION:
        refuse("message caption is too long")
    caption = {"caption": text} if text else {}
    return caption | ({"caption_entities": entities} if entities else {})


def typed(text: str) -> dict[str, Any]:
    """Return `text` and `entities` of what a person typed: commands, links, mentions found."""
    entities = _found(text.strip(), [])
    return {"text": text.strip()} | ({"entities": entities} if entities else {})


def _formatted(raw: str, mode: str | None, given: list[Entity] | None) -> tuple[str, list[Entity]]:
    if mode and mode.lower() != "html":
        known = mode.lower() in {"markdown", "markdownv2"}
        refuse(f"{mode} is not played by the stand-in" if known else "unsupported parse_mode")
    text, entities = parse_html(raw) if mode else (raw, _checked(raw, given or []))
    text, entities = _trimmed(text, _outside_code(entities))
    entities += _found(text, entities)
    return text, sorted(entities, key=lambda one: (one["offset"], -one["length"]))


def _checked(text: str, entities: list[Entity]) -> list[Entity]:
    for entity in entities:
        start, length, kind = entity["offset"], entity["length"], entity["type"]
        if kind not in _KINDS:
            refuse("can't parse MessageEntity: Unsupported type specified")
        needed = _NEEDED.get(kind)
        if needed and needed not in entity:
            refuse(f"can't parse MessageEntity: Can't find field \"{needed}\"")
        if start < 0:
            refuse(f"receive an entity with incorrect offset {start}")
        if start + length > units(text):
            refuse(
                f"entity beginning at UTF-16 offset {start} ends after the end of the text "
                f"at UTF-16 offset {start + length}"
            )
        if kind == "text_link" and (wrong := link_mistake(entity["url"])):
            refuse(f"entity URL '{entity['url']}' is invalid: {wrong}")
    return [dict(entity) for entity in entities]


def _outside_code(entities: list[Entity]) -> list[Entity]:
    def inside(entity: Entity, other: Entity) -> bool:
        return (
            entity is not other
            and other["type"] in _LITERAL
            and other["offset"] <= entity["offset"]
            and entity["offset"] + entity["length"] <= other["offset"] + other["length"]
        )

    return [one for one in entities if not any(inside(one, other) for other in entities)]


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    kept = text.strip()
    cut = units(text[: len(text) - len(text.lstrip())])
    end = units(kept)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        stop = min(entity["offset"] + entity["length"] - cut, end)
        if start < stop:
            moved.append(entity | {"offset": start, "length": stop - start})
    return kept, moved


def _found(text: str, entities: list[Entity]) -> list[Entity]:
    taken = [one for one in entities if one["type"] in (*_LITERAL, "text_link")]
    found = []
    for match in _FOUND.finditer(text):
        start, length = units(text[: match.start()]), units(match[0])
        free = all(
            start >= one["offset"] + one["length"] or start + length <= one["offset"]
            for one in taken
        )
        if free and match.lastgroup:
            found.append({"type": match.lastgroup, "offset": start, "length": length})
    return found
