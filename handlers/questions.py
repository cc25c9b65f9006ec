"""Questions that more than one form asks: days near by, a photo or file."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn

from handlers.errors import words
from handlers.forms import Question
from handlers.i18n import Say, say
from services.attachments import MEGABYTE, MOST_BYTES, Attached, TooBigError, WrongKindError
from services.drafts import Choice


class FileWantedError(Exception):
    """Something was typed where a photo or a file is wanted."""


@words.register
def _file_wanted(_error: FileWantedError) -> Say:
    most = MOST_BYTES // MEGABYTE
    return say("这一项请发照片，或 PDF、JPEG、PNG 文件，{most} MB 以内。", most=most)


@words.register
def _wrong_kind(_error: WrongKindError) -> Say:
    return say("这种文件收不了。请发照片，或 PDF、JPEG、PNG 文件。")


@words.register
def _too_big(_error: TooBigError) -> Say:
    most = MOST_BYTES // MEGABYTE
    return say("文件太大了，最多 {most} MB。请发照片，或小一些的文件。", most=most)


def attachment(name: str, label: Say, ask: Say, **more: Any) -> Question[Attached]:
    """Return a question that is answered by a photo or a file."""
    return Question(name, label, ask, _no_text, _attached, attachment=True, **more)


def _no_text(_typed: str, _today: date) -> NoReturn:
    raise FileWantedError


def _attached(one: Attached) -> object:
    return one.name or say("照片 1 张")


def chosen(text: str, _today: date) -> Choice:
    """Read what was picked of what a search found, as a draft keeps it."""
    return Choice.read(text)


def near_days(_today: date) -> Sequence[tuple[Say, str]]:
    """Offer today, tomorrow and next Monday."""
    return (say("今天"), "今天"), (say("明天"), "明天"), (say("下周一"), "下周一")
