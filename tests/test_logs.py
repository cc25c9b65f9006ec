"""Nothing secret or personal reaches the log."""

import json
import logging
from datetime import datetime

import pytest

from bot.logs import Form, Redacting, start_for_a_command
from tests.canaries import PERSON, PHONE, TOKEN, logged


@pytest.mark.parametrize("secret", [TOKEN, "13800138000", "+86 138-0013-8000", "8613800138000"])
def test_tokens_and_phones_are_struck_out(secret: str) -> None:
    record = logging.LogRecord("x", 20, "x", 1, "at %s!", (f"https://x/bot{secret}/y",), None)
    written = Redacting("%(message)s").format(record)
    assert secret not in written
    assert "***" in written


def test_an_exception_is_logged_by_type_and_place() -> None:
    with pytest.raises(ValueError, match=TOKEN) as raised:
        int(TOKEN)
    told = (ValueError, raised.value, raised.value.__traceback__)
    record = logging.LogRecord("x", 40, "x", 1, "failed", (), told)
    written = Redacting("%(message)s").format(record)
    assert "ValueError at test_logs.py" in written
    assert "***" not in written


def test_ids_and_amounts_stay_readable() -> None:
    record = logging.LogRecord("x", 20, "x", 1, "4611686018427387903 300000.00", (), None)
    assert Redacting("%(message)s").format(record) == "4611686018427387903 300000.00"


def test_libraries_that_log_whole_updates_are_hushed(monkeypatch: pytest.MonkeyPatch) -> None:
    with logged(monkeypatch, "text") as written:
        logging.getLogger("aiohttp.access").info("https://api.telegram.org/bot1:x/getMe")
        logging.getLogger("telegram.ext.Application").debug("Processing update")
        logging.getLogger("services").info("kept")
    (line,) = written.getvalue().splitlines()
    assert line.endswith("INFO services kept")


def test_text_tells_the_code_before_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    with logged(monkeypatch, "text") as written:
        logging.getLogger("x").error("LookupError at y", extra={"code": "A1B2C3"})
    assert written.getvalue().endswith("ERROR x A1B2C3 LookupError at y\n")


def objects(text: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in text.splitlines()]


def test_json_is_one_object_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with logged(monkeypatch, "json") as written:
        logging.getLogger("x").info("two\nlines, %s", "小满")
        logging.getLogger("y").error("failed", extra={"code": "A1B2C3", "name_of": PERSON})
    one, other = objects(written.getvalue())
    assert datetime.fromisoformat(one.pop("time")).tzinfo is not None
    assert one == {"level": "INFO", "logger": "x", "message": "two\nlines, 小满"}
    del other["time"]
    assert other == {"level": "ERROR", "logger": "y", "message": "failed", "code": "A1B2C3"}


def test_every_field_of_json_is_redacted(monkeypatch: pytest.MonkeyPatch) -> None:
    with logged(monkeypatch, "json") as written:
        try:
            int(TOKEN)
        except ValueError:
            about = {"code": f"{PHONE}", "stack": TOKEN}
            logging.getLogger(f"of.{PHONE}").exception("at %s\n%s", TOKEN, PHONE, extra=about)
    (said,) = objects(written.getvalue())
    assert "ValueError at test_logs.py" in said["error"]
    assert (said["logger"], said["message"], said["code"]) == ("of.***", "at ***\n***", "***")
    assert TOKEN not in written.getvalue()
    assert PHONE not in written.getvalue()


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_failed_task_is_not_shown_with_its_values(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    with logged(monkeypatch, form) as written:
        logging.getLogger("asyncio").error("Task exception\nfuture: <Task %r>", PERSON)
    assert "Task exception" in written.getvalue()
    assert PERSON not in written.getvalue()


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_record_that_cannot_be_written_shows_no_values(
    form: Form, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with logged(monkeypatch, form) as written:
        logging.getLogger("x").info("%d", PERSON)
        logging.getLogger("x").info("next")
    assert "next" in written.getvalue()
    printed = capsys.readouterr()
    assert PERSON not in written.getvalue() + printed.out + printed.err


def test_a_command_logs_what_is_wrong_as_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    monkeypatch.setattr(logging, "raiseExceptions", True)
    root.handlers[:] = []
    start_for_a_command()
    logging.getLogger("x").info("going well")
    logging.getLogger("x").warning("at %s", PHONE)
    root.handlers[:], root.level = before
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("WARNING x at ***")
