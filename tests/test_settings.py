"""Settings: what is right, and that everything wrong is named at once and never shown."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError
from handlers.console import SETTINGS
from handlers.i18n import translate
from services.store.vault import new_key

TOKEN = "123456:very-secret"  # noqa: S105 - nobody's
NAMES = [one.upper() for one in Settings.model_fields]


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Read no settings of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_the_defaults() -> None:
    settings = Settings.read()
    assert settings.database == "sqlite:///data/data.db"
    assert str(settings.timezone) == "Asia/Shanghai"
    assert settings.bot_api_url == "https://api.telegram.org"
    assert settings.clock().tzinfo is not None


def test_the_environment_and_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"BOT_TOKEN={TOKEN}\nTIMEZONE=UTC\nOTHER=1\n")
    monkeypatch.setenv("TIMEZONE", "Asia/Tokyo")
    monkeypatch.setenv("BOT_PROXY", "socks5://user:secret@proxy:1080")
    monkeypatch.setenv("DATABASE_URL", "")
    settings = Settings.read("bot_token")
    assert (settings.bot_token, str(settings.timezone)) == (TOKEN, "Asia/Tokyo")
    assert "secret" not in repr(settings)


def test_all_mistakes_are_named_at_once_without_their_values(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = {name: "hushed nonsense" for name in NAMES if not name.endswith(("_DIR", "_FILE"))}
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        Settings.read("bot_token")
    assert [str(one.values["name"]) for one in refused.value.mistakes] == sorted(
        wrong, key=str.lower
    )
    assert "hushed" not in str(refused.value)


def test_what_is_missing_is_named() -> None:
    with pytest.raises(SettingsError, match="BOT_TOKEN is missing"):
        Settings.read("bot_token")


def test_what_is_wrong_and_what_is_missing_is_named_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TIMEZONE", "Mars/Olympus")
    monkeypatch.setenv("LOG_LEVEL", "loud")
    with pytest.raises(SettingsError) as refused:
        Settings.read("bot_token")
    assert [" ".join(one.split()[:2]) for one in str(refused.value).splitlines()] == [
        "LOG_LEVEL must",
        "TIMEZONE must",
        "BOT_TOKEN is",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "123456"),
        ("BOT_TOKEN", "abc:def"),
        ("BOT_API_URL", "ftp://here"),
        ("BOT_API_URL", "https://"),
        ("BOT_PROXY", "socks4://proxy:1"),
        ("DATABASE_URL", "mysql://host/name"),
        ("DATABASE_URL", "postgresql+asyncpg://host/name"),
        ("DATA_KEY", "short"),
        ("TIMEZONE", "Mars/Olympus"),
        ("LOG_LEVEL", "debug"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_each_mistake_says_what_would_be_right(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        Settings.read()
    sentence = str(refused.value)
    assert sentence == f"{name} must be {translate('en', SETTINGS[name.lower()])}."


def test_the_key_comes_from_the_environment_or_the_file(tmp_path: Path) -> None:
    settings = Settings.read(data_dir=tmp_path)
    with pytest.raises(SettingsError, match="DATA_KEY is missing"):
        settings.vault()
    settings.key_file.write_text("nonsense")
    with pytest.raises(SettingsError, match=r"data\.key must hold"):
        settings.vault()
    settings.key_file.write_text(new_key() + "\n")
    assert settings.vault().open(settings.vault().seal("a", "b"), "b") == "a"
    assert Settings.read(data_key=new_key()).vault()
