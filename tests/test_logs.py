"""Nothing secret or personal reaches the log."""

import logging

import pytest

from bot.logs import Redacting, start

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"  # noqa: S105 - nobody's


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


def test_libraries_that_log_whole_updates_are_hushed(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    start("DEBUG")
    logging.getLogger("aiohttp.access").info("https://api.telegram.org/bot1:x/getMe")
    logging.getLogger("telegram.ext.Application").debug("Processing update")
    logging.getLogger("services").info("kept")
    root.handlers[:], root.level = before
    assert "kept" in capsys.readouterr().err.splitlines()[-1]
