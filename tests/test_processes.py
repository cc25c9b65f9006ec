"""The command line as real processes: what starts, serves and stops, and how it ends."""

import json
import signal
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.__main__ import EXAMPLES
from bot.demo import MARK
from tests.canaries import TOKEN
from tests.processes import command, environment

PATIENCE = 30  # seconds until a test that hangs fails
STOPPED = 10  # seconds that stopping may take
HERE = "127.0.0.1"


def ran(folder: Path, line: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - ours
        command(line),
        cwd=folder,
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@contextmanager
def running(folder: Path, words: Sequence[str], **more: str) -> Iterator[subprocess.Popen[str]]:
    """Start a process that goes on; nothing of it is left behind."""
    piped = subprocess.PIPE
    process = subprocess.Popen(  # noqa: S603 - ours
        words, cwd=folder, env=environment(**more), stdout=piped, stderr=piped, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_run_waits_for_telegram_and_ends_when_it_is_told_to(tmp_path: Path) -> None:
    assert ran(tmp_path, EXAMPLES["init"]).returncode == 0
    with socket.create_server((HERE, 0)) as deaf:
        deaf.settimeout(PATIENCE)
        api = f"http://{HERE}:{deaf.getsockname()[1]}"
        more = {"BOT_TOKEN": TOKEN, "BOT_API_URL": api, "LOG_LEVEL": "DEBUG"}
        with running(tmp_path, command(EXAMPLES["run"]), **more) as process:
            first, _ = deaf.accept()
            assert TOKEN.encode() in first.recv(1000)
            first.close()  # it is tried again,
            second, _ = deaf.accept()  # and never answered
            process.send_signal(signal.SIGPIPE)  # as where somebody closes a connection
            process.send_signal(signal.SIGTERM)
            log, noted = process.communicate(timeout=STOPPED)
            second.close()
    assert process.returncode == 0
    assert {"time", "level", "logger", "message"} <= json.loads(log.splitlines()[0]).keys()
    assert noted == ""
    assert TOKEN not in log
    assert "Traceback" not in log


def test_run_says_what_it_needs(tmp_path: Path) -> None:
    for more, why in (({}, "BOT_TOKEN"), ({"BOT_TOKEN": TOKEN}, "init")):
        done = ran(tmp_path, EXAMPLES["run"], **more)
        assert (done.returncode, done.stdout) == (3, "")
        assert why in done.stderr
        assert TOKEN not in done.stderr


@pytest.fixture
def port() -> int:
    """Return a port that nobody listens at."""
    with socket.create_server((HERE, 0)) as free:
        return int(free.getsockname()[1])


def test_the_demo_serves_its_page_on_this_machine(tmp_path: Path, port: int) -> None:
    assert "--port 8080" in EXAMPLES["demo"]
    words = command(EXAMPLES["demo"].replace("8080", str(port)))
    with running(tmp_path, words) as process:
        assert process.stdout
        said = process.stdout.readline()
        assert f"http://{HERE}:{port}" in said
        with urlopen(f"http://{HERE}:{port}/", timeout=PATIENCE) as page:
            assert page.status == 200
        process.send_signal(signal.SIGINT)
        _, noted = process.communicate(timeout=STOPPED)
    assert (process.returncode, len(noted.splitlines())) == (0, 1), noted
    assert (tmp_path / "demo-data" / MARK).exists()


def test_exit_codes_are_the_processes_own(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- nonsense\n", "utf-8")
    for line, code in {
        "cases a.yaml": 1,
        "cases b.yaml": 2,
    }.items():
        done = ran(tmp_path, f"python -m bot {line}")
        assert (done.returncode, "Traceback" in done.stderr) == (code, False), done


def test_a_reader_that_has_enough_ends_it_quietly(tmp_path: Path) -> None:
    words = command("python -m bot rulebook show 2026-10-01")
    with running(tmp_path, words, PYTHONUNBUFFERED="1") as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        process.wait(PATIENCE)
