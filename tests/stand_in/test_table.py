"""The stand-in's table of the Bot API says what the Bot API's own description says."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.stand_in.methods import ACTIONS, METHODS
from bot.stand_in.shapes import FAMILIES, SHAPES

_API = Path(__file__).parents[3] / "shared" / "botapi" / "api.json"


@pytest.fixture(scope="module")
def api() -> dict[str, Any]:
    if not _API.exists():
        pytest.skip("the description of the Bot API is not beside this checkout")
    return dict(json.loads(_API.read_text(encoding="utf-8")))


def _told(fields: list[dict[str, Any]]) -> dict[str, str]:
    return {
        one["name"]: "|".join(one["types"]) + ("!" if one["required"] else "") for one in fields
    }


def _ours(fields: dict[str, str]) -> dict[str, str]:
    return {name: kind.removeprefix("~") for name, kind in fields.items()}


@pytest.mark.parametrize("method", METHODS)
def test_a_method_has_the_parameters_of_the_bot_api(api: dict[str, Any], method: str) -> None:
    assert _ours(METHODS[method]) == _told(api["methods"][method].get("fields", []))


@pytest.mark.parametrize("shape", SHAPES)
def test_an_object_has_the_fields_of_the_bot_api(api: dict[str, Any], shape: str) -> None:
    assert _ours(SHAPES[shape]) == _told(api["types"][shape].get("fields", []))


@pytest.mark.parametrize("family", FAMILIES)
def test_what_is_missing_of_a_family_is_known(api: dict[str, Any], family: str) -> None:
    missing = set(api["types"][family]["subtypes"]) - set(SHAPES)
    media = {f"InputMedia{name}" for name in ("Animation", "Audio", "LivePhoto", "Video")}
    assert missing == (media if family == "InputMedia" else set())


def test_chat_actions_are_those_of_the_bot_api(api: dict[str, Any]) -> None:
    fields = api["methods"]["sendChatAction"]["fields"]
    told = next(one["description"] for one in fields if one["name"] == "action")
    assert all(action in told for action in ACTIONS)
