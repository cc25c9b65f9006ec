"""Settings from the environment or `.env`; the clock."""

import re
from datetime import UTC, datetime
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, IPvAnyAddress, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from handlers import console
from handlers.i18n import Say
from handlers.render import plain
from services.store.vault import KeyUnusableError, Vault

TELEGRAM = "https://api.telegram.org"
PROXIES = ("http", "https", "socks5", "socks5h")
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
DATABASES = ("sqlite", "postgresql", "postgresql+psycopg")


class SettingsError(Exception):
    """What is wrong or missing, a sentence each; never the values."""

    def __init__(self, *mistakes: Say) -> None:
        super().__init__("\n".join(plain(one, "en") for one in mistakes))
        self.mistakes = mistakes


class Settings(BaseSettings):
    """Everything that differs between installations."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True
    )

    bot_token: str = Field("", repr=False)
    bot_api_url: str = TELEGRAM
    bot_proxy: str = Field("", repr=False)
    database_url: str = Field("", repr=False)
    data_dir: Path = Path("data")
    data_key: str = Field("", repr=False)
    backup_dir: Path | None = None  # none: a folder in the data folder
    routes_file: Path | None = None  # the outlet's own routes of approvals
    timezone: ZoneInfo = ZoneInfo("Asia/Shanghai")
    bot_mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str = ""
    webhook_host: IPvAnyAddress = IPv4Address("0.0.0.0")  # noqa: S104 - a proxy stands before it
    webhook_port: int = Field(8443, gt=0, le=65_535)
    webhook_secret: str = Field("", repr=False)
    health_host: IPvAnyAddress = IPv4Address("127.0.0.1")
    health_port: int = Field(0, ge=0, le=65_535)  # 0: no health page
    messages_per_second: float = Field(30, ge=0)  # what Telegram bears; 0: no limit
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "json"

    @classmethod
    def read(cls, *needed: str, **given: Any) -> Self:
        """Read them, `given` ones first; SettingsError names all that are wrong or missing."""
        wrong: set[str] = set()
        try:
            settings = cls(**given)
        except ValidationError as error:
            wrong = {str(detail["loc"][0]) for detail in error.errors(include_input=False)}
            defaults = {name: cls.model_fields[name].default for name in wrong}
            settings = cls(**given | defaults)  # the rest, to tell what is missing too
        missing = [name for name in needed if name not in wrong and not getattr(settings, name)]
        mistakes = [console.wrong_setting(name) for name in sorted(wrong)]
        mistakes += [console.missing_setting(name) for name in missing]
        if mistakes:
            raise SettingsError(*mistakes)
        return settings

    @field_validator("bot_token")
    @classmethod
    def _token(cls, text: str) -> str:
        number, colon, secret = text.partition(":")
        return _right(text, not text or (number.isdecimal() and bool(colon and secret)))

    @field_validator("bot_api_url")
    @classmethod
    def _api(cls, text: str) -> str:
        parts = urlsplit(text)
        return _right(text.rstrip("/"), parts.scheme in {"http", "https"} and bool(parts.hostname))

    @field_validator("bot_proxy")
    @classmethod
    def _proxy(cls, text: str) -> str:
        parts = urlsplit(text)
        return _right(text, not text or (parts.scheme in PROXIES and bool(parts.hostname)))

    @field_validator("webhook_url")
    @classmethod
    def _webhook(cls, text: str) -> str:
        parts = urlsplit(text)
        return _right(text, not text or (parts.scheme == "https" and bool(parts.hostname)))

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, text: str) -> str:
        return _right(text, not text or bool(SECRET.fullmatch(text)))

    @field_validator("database_url")
    @classmethod
    def _database(cls, text: str) -> str:
        try:
            return _right(text, not text or make_url(text).drivername in DATABASES)
        except ArgumentError as error:
            raise ValueError from error

    @field_validator("data_key")
    @classmethod
    def _key(cls, text: str) -> str:
        try:
            return _right(text, not text or bool(Vault.of(text)))
        except KeyUnusableError as error:
            raise ValueError from error

    @property
    def database(self) -> str:
        """The database's URL; an SQLite file in the data folder unless one is set."""
        return (
            self.database_url.replace("postgresql://", "postgresql+psycopg://", 1)
            or f"sqlite:///{self.data_dir / 'data.db'}"
        )

    @property
    def webhook_path(self) -> str:
        """The path that Telegram posts to."""
        return urlsplit(self.webhook_url).path or "/"

    @property
    def backups(self) -> Path:
        """Where the backup of each night goes."""
        return self.backup_dir or self.data_dir / "backups"

    @property
    def key_file(self) -> Path:
        """Where the data key is kept unless it is set."""
        return self.data_dir / "data.key"

    def vault(self) -> Vault:
        """Return what seals and opens; SettingsError without a usable key."""
        try:
            return Vault.of(self.data_key or self.key_file.read_text("ascii").strip())
        except FileNotFoundError:
            raise SettingsError(console.missing_setting("data_key")) from None
        except (KeyUnusableError, ValueError):
            raise SettingsError(console.wrong_key_file(str(self.key_file))) from None

    def clock(self) -> datetime:
        """Return this moment; nothing else in the product looks at a clock."""
        return datetime.now(UTC)  # noqa: TID251 - the one clock


def _right(text: str, right: bool) -> str:  # noqa: FBT001 - it is the question
    if not right:
        raise ValueError
    return text
