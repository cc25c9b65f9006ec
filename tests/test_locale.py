"""Every sentence is in the catalogs, and said in every language."""

import ast
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from handlers.i18n import LANGUAGES, SOURCE
from tests import catalogs

CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
TAG = re.compile(r"</?[\w-]+(?: [\w-]+)?>")


def ids(message: Message) -> tuple[str, ...]:
    """Return the one or two sentences that a message is known by."""
    return message.id if isinstance(message.id, tuple) else (str(message.id),)


def said(message: Message) -> tuple[str, ...]:
    """Return the translations of a message."""
    given = message.string or ""
    return tuple(given) if isinstance(given, tuple | list) else (str(given),)


def places(text: str) -> set[str | None]:
    """Return the named places of a sentence."""
    return {field for _, field, _, _ in string.Formatter().parse(text)} - {None}


def test_the_template_is_up_to_date() -> None:
    assert catalogs.TEMPLATE.read_bytes() == catalogs.written(catalogs.wanted()), "make catalogs"


READ_NOT_SAID = {"handlers/reading.py", "handlers/greetings.py"}  # what people type in Chinese
PATTERN = "#,##0.##万"  # of numbers, in Chinese only


def test_every_chinese_text_is_marked() -> None:
    known = {text for one in catalogs.sentences(catalogs.wanted()) for text in ids(one)}
    lost = [
        (path.name, text)
        for path in catalogs.sources()
        if path.relative_to(catalogs.ROOT).as_posix() not in READ_NOT_SAID
        and "demo" not in path.parts[:-1]  # names of the demo's people and places are data
        for text in texts(path)
        if CHINESE.search(text) and text not in known | {PATTERN}
    ]
    assert not lost


def texts(path: Path) -> list[str]:
    """Return the string literals of a file, docstrings left out."""
    tree = ast.parse(path.read_text("utf-8"))
    alone = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    return [
        one.value
        for one in ast.walk(tree)
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in alone
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalog_has_what_the_sources_say_and_nothing_else(language: str) -> None:
    now = catalogs.po(language).read_bytes()
    assert now == catalogs.written(catalogs.brought_up_to_date(language)), "make catalogs"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_translated(language: str) -> None:
    messages = catalogs.sentences(catalogs.read(language))
    assert not [one.id for one in messages if not all(said(one)) or one.fuzzy]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_same_places_and_markup(language: str) -> None:
    wrong = [
        one.id
        for one in catalogs.sentences(catalogs.read(language))
        for text in said(one)
        if text and (places(text) != places(ids(one)[0]) or marks(text) != marks(ids(one)[0]))
    ]
    assert not wrong


def marks(text: str) -> list[str]:
    """Return the markup of a sentence, sorted."""
    return sorted(TAG.findall(text))


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != SOURCE])
def test_a_translation_has_no_chinese_left(language: str) -> None:
    messages = catalogs.sentences(catalogs.read(language))
    assert not [text for one in messages for text in said(one) if CHINESE.search(text)]
