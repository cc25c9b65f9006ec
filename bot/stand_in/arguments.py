"""Reads the parameters of a call as they arrive (text and files) by the table of methods."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NoReturn

from bot.stand_in import shapes
from bot.stand_in.methods import METHODS
from bot.stand_in.refusal import not_played, refuse

_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
}


@dataclass(frozen=True)
class Upload:
    """A file as the bot sends it."""

    name: str
    content: bytes
    mime: str = "application/octet-stream"


def read(method: str, given: Mapping[str, str], files: Mapping[str, Upload]) -> dict[str, Any]:
    """Return the parameters as values; refuse unknown, missing and misshapen ones."""
    if method not in METHODS:
        not_played(f"the method {method}")
    table = METHODS[method]
    for name in [*given, *files]:
        kind = table.get(name, "" if name in files and f"attach://{name}" in str(given) else "~")
        if kind.startswith("~"):
            not_played(f'the parameter "{name}" of {method}')
    values = {name: _value(name, table[name], raw, files) for name, raw in given.items()}
    values |= {name: upload for name, upload in files.items() if name in table}
    for name in _required(method):
        if values.get(name, "") == "":
            refuse(_MISSING.get(name, f'parameter "{name}" is required'))
    return values


@cache
def _required(method: str) -> tuple[str, ...]:
    """Return the parameters that may not be empty; an empty url ends a webhook."""
    needed = (name for name, kind in METHODS[method].items() if kind.endswith("!"))
    return tuple(name for name in needed if name != "url")


def _value(name: str, kind: str, raw: str, files: Mapping[str, Upload]) -> Any:
    match kind.rstrip("!"):
        case "String":
            return raw
        case "Integer|String":
            return int(raw) if _is_whole(raw) else raw
        case "Integer":
            return _integer(name, raw)
        case "Boolean":
            return _boolean(name, raw)
        case "InputFile|String":
            return attached(raw, files)
        case other:
            return _object(name, other, raw)


def attached(raw: str, files: Mapping[str, Upload]) -> Upload | str:
    """Return the upload that `attach://name` means, or the file identifier itself."""
    name = raw.removeprefix("attach://")
    if name == raw:
        return raw
    if name not in files:
        refuse(f"can't find attached file {name}")
    return files[name]


def _is_whole(raw: str) -> bool:
    return re.fullmatch(r"-?\d+", raw) is not None


def _integer(name: str, raw: str) -> int:
    if not _is_whole(raw):
        _wrong(name, "Integer")
    return int(raw)


def _boolean(name: str, raw: str) -> bool:
    if raw.lower() not in {"true", "false"}:
        _wrong(name, "Boolean")
    return raw.lower() == "true"


def _object(name: str, kind: str, raw: str) -> Any:
    try:
        value = json.loads(raw)
    except ValueError:
        refuse(f"can't parse {name} JSON object")
    shapes.check(value, kind, name)
    return value


def _wrong(name: str, kind: str) -> NoReturn:
    refuse(f'parameter "{name}" must be of type {kind}')
