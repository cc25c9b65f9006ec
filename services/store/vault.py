"""Sealing of what is personal: AES-GCM, bound to the row, the key outside the database."""

import base64
import binascii
import hmac
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self, overload

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
NAME_BYTES = 4
ID_BITS = 62
LAYER = "layer:"


class KeyUnusableError(Exception):
    """The data key is missing, malformed, or not the one that the data was sealed with."""


def new_key() -> str:
    """Make a data key: 32 random bytes in URL-safe base64."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def new_id() -> int:
    """Make a row's id: known before the row is stored, so that sealing can be bound to it."""
    return secrets.randbits(ID_BITS)


@dataclass(frozen=True)
class Vault:
    """Seals and opens with the newest of its keys; older ones (after a comma) still open.

    `retired` keys, which lie in the database under the newest, open only what is inside a layer
    (see `wrap`): what is sealed with them alone opens no more.
    """

    ciphers: dict[bytes, AESGCM]
    current: bytes
    index_key: bytes = field(repr=False)
    roots: dict[bytes, bytes] = field(repr=False)
    retired: Mapping[bytes, AESGCM] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, keys: str) -> "Vault":
        """Read the keys, newest first; KeyUnusableError if one is not 32 bytes in base64."""
        try:
            raw = [base64.urlsafe_b64decode(key.strip()) for key in keys.split(",")]
        except (binascii.Error, ValueError) as error:
            raise KeyUnusableError from error
        if any(len(key) != KEY_BYTES for key in raw):
            raise KeyUnusableError
        named = {named_after(key): key for key in raw}
        return cls(
            {name: AESGCM(key) for name, key in named.items()},
            next(iter(named)),
            hmac.digest(raw[-1], b"index", "sha256"),
            named,
        )

    def with_retired(self, keys: Sequence[bytes]) -> Self:
        """Return it with the keys that were retired, oldest first: the first one indexes on."""
        if not keys:
            return self
        ciphers = {named_after(key): AESGCM(key) for key in keys}
        return replace(self, retired=ciphers, index_key=hmac.digest(keys[0], b"index", "sha256"))

    def seal(self, text: str, place: str) -> bytes:
        """Encrypt for one place (table.column.id); elsewhere it does not open."""
        return self.seal_bytes(text.encode(), place)

    def open(self, sealed: bytes, place: str) -> str:
        """Decrypt; KeyUnusableError if the key is another or the bytes were touched or moved."""
        return self.open_bytes(sealed, place).decode()

    def seal_bytes(self, content: bytes, place: str) -> bytes:
        """Encrypt a piece of a file for its place."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = self.ciphers[self.current].encrypt(nonce, content, place.encode())
        return self.current + nonce + sealed

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        """Decrypt a piece of a file; KeyUnusableError as of `open`."""
        try:
            return _decrypted(self.ciphers, sealed, place)
        except KeyUnusableError:
            inner = self.inside(sealed, place)
            if inner is None:
                raise
            return _decrypted({**self.retired, **self.ciphers}, inner, place)

    def wrap(self, sealed: bytes, place: str) -> bytes:
        """Seal what is sealed as it is: the bytes that a hash covers can be had back from it."""
        inner = self.inside(sealed, place)
        return self.seal_bytes(sealed if inner is None else inner, LAYER + place)

    def inside(self, sealed: bytes, place: str) -> bytes | None:
        """Return the sealed bytes that a layer was put around; none if there is none."""
        try:
            return _decrypted(self.ciphers, sealed, LAYER + place)
        except KeyUnusableError:
            return None

    def index(self, text: str) -> bytes:
        """Return what equal texts have in common without saying what they are."""
        return hmac.digest(self.index_key, text.encode(), "sha256")[:16]

    def derived(self, name: bytes, salt: bytes, purpose: bytes) -> bytes:
        """Return 32 bytes from the key of that name, for one purpose; KeyUnusableError."""
        if name not in self.roots:
            raise KeyUnusableError
        return HKDF(SHA256(), KEY_BYTES, salt, purpose).derive(self.roots[name])

    def link(self, before: bytes, text: str) -> bytes:
        """Return the next hash of a chain, which nobody without the key can make."""
        return hmac.digest(self.index_key, before + text.encode(), "sha256")


def named_after(key: bytes) -> bytes:
    """Return the name of a key: what is sealed with it begins with it."""
    return hmac.digest(key, b"id", "sha256")[:NAME_BYTES]


def _decrypted(ciphers: Mapping[bytes, AESGCM], sealed: bytes, place: str) -> bytes:
    name, nonce, body = sealed[:4], sealed[4:16], sealed[16:]
    try:
        return ciphers[name].decrypt(nonce, body, place.encode())
    except (KeyError, InvalidTag, ValueError) as error:  # ValueError: cut off in the nonce
        raise KeyUnusableError from error


_unlocked: list[Vault] = []


def unlock(vault: Vault) -> None:
    """Make the vault the one that sealed columns use in this process."""
    _unlocked[:] = [vault]


def vault() -> Vault:
    """Return the vault in use; KeyUnusableError before `unlock`."""
    if not _unlocked:
        raise KeyUnusableError
    return _unlocked[0]


class Sealed:
    """An attribute of a table's class: text for the program, sealed bytes in its column."""

    def __init__(self, column: str) -> None:
        self.column = column

    def place(self, row: Any) -> str:
        """Return what the sealing is bound to."""
        return f"{row.__tablename__}.{self.column}.{row.id}"

    @overload
    def __get__(self, row: None, owner: type) -> "Sealed": ...
    @overload
    def __get__(self, row: object, owner: type) -> str: ...
    def __get__(self, row: object | None, owner: type) -> "Sealed | str":
        """Open the column."""
        if row is None:
            return self
        sealed = getattr(row, self.column)
        return vault().open(sealed, self.place(row)) if sealed else ""

    def __set__(self, row: Any, text: str) -> None:
        """Seal into the column; the row must have its id."""
        setattr(row, self.column, vault().seal(text, self.place(row)) if text else b"")
