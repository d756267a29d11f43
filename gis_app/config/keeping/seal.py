"""Sealing the keys of a backup by a passphrase: scrypt makes a key of it, AES-256-GCM closes and proves."""

import base64
import json
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from gis_app.config.keeping.errors import KeepingError

WORK = 2**17  # 128 MB and about half a second for each guess
MOST_WORK = 2**20  # what a strange file may ask of this machine
BLOCK = 8


def seal(content: bytes, passphrase: str, bound_to: bytes) -> bytes:
    """JSON that only `passphrase` opens, and only together with the very `bound_to` it was made for."""
    salt, nonce = os.urandom(16), os.urandom(12)
    closed = AESGCM(_key(passphrase, salt, WORK)).encrypt(nonce, content, bound_to)
    parts = {"salt": salt, "nonce": nonce, "content": closed}
    told = {"kdf": "scrypt", "work": WORK, "cipher": "AES-256-GCM"}
    return json.dumps(told | {name: base64.b64encode(part).decode() for name, part in parts.items()}).encode()


def unseal(sealed: bytes, passphrase: str, bound_to: bytes) -> bytes:
    """What was sealed. Raises KeepingError for a wrong passphrase, a changed `bound_to` or a spoiled file."""
    try:
        told = json.loads(sealed)
        salt, nonce, closed = (base64.b64decode(told[name]) for name in ("salt", "nonce", "content"))
        work = int(told["work"])
        if not 2 <= work <= MOST_WORK or work & (work - 1):
            raise ValueError(work)
    except (ValueError, KeyError, TypeError) as error:
        raise KeepingError("The sealed keys of this backup are spoiled: take another backup.") from error
    try:
        return AESGCM(_key(passphrase, salt, work)).decrypt(nonce, closed, bound_to)
    except (InvalidTag, ValueError) as error:
        raise KeepingError(
            "The passphrase does not open this backup, or its manifest was changed after it was made."
        ) from error


def _key(passphrase: str, salt: bytes, work: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=work, r=BLOCK, p=1).derive(passphrase.encode())
