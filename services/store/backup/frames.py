"""Sealed frames: bytes in a file that cannot be read, changed, cut, moved or put together anew.

A file is a head (what it is, the name of the key, a salt) and frames: four bytes of length, then
compressed bytes sealed by AES-GCM. The key is derived from the data key for this file alone. The
nonce is the frame's number and whether it is the last: a frame opens in its place only, and a
file without its last frame is cut.
"""

import os
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.store.vault import Vault

MAGIC = b"xiaoman backup 1\n"
NAME, SALT, LENGTH, TAG = 4, 16, 4, 16  # bytes
FRAME = 256 * 1024  # bytes before they are compressed
LONGEST = FRAME + 1024  # what cannot be compressed grows a little
FAST = 1  # of zlib's levels


class BackupDamagedError(Exception):
    """The file is no backup, or was cut, changed or put together from pieces."""


def seal(pieces: Iterable[bytes], vault: Vault) -> Iterator[bytes]:
    """Yield the file: the head, then frame by frame."""
    name, salt = vault.current, os.urandom(SALT)
    head = MAGIC + name + salt
    cipher = AESGCM(vault.derived(name, salt, MAGIC))
    yield head
    number = 0
    for number, piece in enumerate(_even(pieces), 1):
        sealed = cipher.encrypt(_nonce(number), zlib.compress(piece, FAST), head)
        yield len(sealed).to_bytes(LENGTH) + sealed
    yield TAG.to_bytes(LENGTH) + cipher.encrypt(_nonce(number + 1, last=True), b"", head)


def unseal(file: BinaryIO, vault: Vault) -> Iterator[bytes]:
    """Yield what was sealed, piece by piece; BackupDamagedError, KeyUnusableError."""
    head = file.read(len(MAGIC) + NAME + SALT)
    name, salt = head[len(MAGIC) : -SALT], head[-SALT:]
    if not head.startswith(MAGIC) or len(head) != len(MAGIC) + NAME + SALT:
        raise BackupDamagedError
    cipher = AESGCM(vault.derived(name, salt, MAGIC))
    last, number = False, 0
    while not last:
        number += 1
        sealed = _frame(file)
        last = len(sealed) == TAG
        try:
            piece = cipher.decrypt(_nonce(number, last=last), sealed, head)
        except InvalidTag as error:
            raise BackupDamagedError from error
        yield zlib.decompress(piece) if piece else b""
    if file.read(1):
        raise BackupDamagedError


def _frame(file: BinaryIO) -> bytes:
    length = int.from_bytes(file.read(LENGTH))
    sealed = file.read(length) if TAG <= length <= LONGEST else b""
    if len(sealed) < TAG or len(sealed) != length:
        raise BackupDamagedError
    return sealed


def _nonce(number: int, *, last: bool = False) -> bytes:
    return (number * 2 + last).to_bytes(12)


def _even(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in pieces of one length, but for the last."""
    kept = bytearray()
    for piece in pieces:
        kept += piece
        while len(kept) >= FRAME:
            yield bytes(kept[:FRAME])
            del kept[:FRAME]
    if kept:
        yield bytes(kept)
