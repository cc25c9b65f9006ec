"""The buttons about accounts; `sure` is the press on the screen that asks whether one is."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Claims(Button):
    """Show a page of the accounts to confirm."""

    tag: ClassVar[str] = "cl"
    page: int


@dataclass(frozen=True)
class OneClaim(Button):
    """Show an account to confirm."""

    tag: ClassVar[str] = "co"
    claim: int


@dataclass(frozen=True)
class Confirm(Button):
    """It is the person."""

    tag: ClassVar[str] = "cy"
    claim: int


@dataclass(frozen=True)
class Refuse(Button):
    """It is not the person."""

    tag: ClassVar[str] = "cn"
    claim: int


@dataclass(frozen=True)
class ConfirmPage(Button):
    """They all are who they say, on this page as it was drawn."""

    tag: ClassVar[str] = "ca"
    page: int
    mark: int


@dataclass(frozen=True)
class Unbound(Button):
    """Show a page of those without an account."""

    tag: ClassVar[str] = "ub"
    page: int


@dataclass(frozen=True)
class InviteAll(Button):
    """Invite everybody without an account."""

    tag: ClassVar[str] = "ia"
    version: int
    sure: bool


@dataclass(frozen=True)
class AccountOf(Button):
    """Show a person's account."""

    tag: ClassVar[str] = "ac"
    staff: int


@dataclass(frozen=True)
class Invite(Button):
    """Invite a person."""

    tag: ClassVar[str] = "iv"
    staff: int
    version: int


@dataclass(frozen=True)
class Renew(Button):
    """Unbind a lost account and invite the person anew."""

    tag: ClassVar[str] = "rn"
    staff: int
    version: int
    sure: bool


@dataclass(frozen=True)
class Suspend(Button):
    """Take a person's account away."""

    tag: ClassVar[str] = "su"
    staff: int
    version: int
    sure: bool


@dataclass(frozen=True)
class NotMe(Button):
    """Unbind one's own account: one is somebody else."""

    tag: ClassVar[str] = "nm"
    sure: bool
