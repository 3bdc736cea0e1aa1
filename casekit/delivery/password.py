"""Passwords: what may be one, and the only form in which one is kept."""

import base64
import hashlib
import hmac
import secrets
import unicodedata

from casekit.delivery.errors import UnusableDetailError

MIN_LENGTH = 8
MAX_LENGTH = 200

_N, _R, _P = 2**15, 8, 1
_SALT_BYTES = 16

# The first guesses of everybody who guesses; eight characters or more.
_COMMON = frozenset(
    {
        "12345678", "123456789", "1234567890", "11111111", "00000000", "87654321", "password",
        "password1", "passw0rd", "motdepasse", "azertyuiop", "qwertyuiop", "qwerty123",
        "azerty123", "iloveyou", "jetaime123", "bonjour1", "bonjour123", "doudou123", "football",
        "sunshine", "princess", "soleil123", "marseille", "changeme", "letmein1", "welcome1",
        "abcdefgh", "abcd1234", "xiaomi123", "casekit1",
    }
)  # fmt: skip


def check_usable(password: str, *own: str) -> None:
    """Makes sure that a password may be chosen.

    Args:
        password: as typed.
        own: the person's name and address, which are no secret.

    Raises:
        UnusableDetailError: it is `short`, `long`, `common` or `own`.
    """
    written = _normalise(password)
    folded = written.casefold()
    if len(written) < MIN_LENGTH:
        raise UnusableDetailError("password", "short")
    if len(written) > MAX_LENGTH:
        raise UnusableDetailError("password", "long")
    if folded in _COMMON or len(set(folded)) < 3:
        raise UnusableDetailError("password", "common")
    if folded in {_normalise(text).casefold() for text in own}:
        raise UnusableDetailError("password", "own")


def hash_password(password: str) -> str:
    """The form in which a password is kept: scrypt (RFC 7914) with its parameters and salt."""
    salt = secrets.token_bytes(_SALT_BYTES)
    parts = (str(_N), str(_R), str(_P), _to_text(salt), _to_text(_derive(password, salt)))
    return f"scrypt${'$'.join(parts)}"


def is_right_password(password: str, kept: str | None) -> bool:
    """Whether a password is the one kept; takes as long when none is kept.

    Raises:
        ValueError: what is kept was not written by `hash_password`.
    """
    if kept is None:
        _derive(password, b"nobody's salt...")
        return False
    name, n, r, p, salt, digest = kept.split("$")
    if name != "scrypt":
        raise ValueError("an unknown kind of password hash")
    derived = _derive(password, base64.b64decode(salt), int(n), int(r), int(p))
    return hmac.compare_digest(derived, base64.b64decode(digest))


def _derive(password: str, salt: bytes, n: int = _N, r: int = _R, p: int = _P) -> bytes:
    secret = _normalise(password)[: MAX_LENGTH + 1].encode(errors="surrogatepass")
    memory = 128 * r * (n + p + 2)  # what OpenSSL counts: the default is less than we take
    return hashlib.scrypt(secret, salt=salt, n=n, r=r, p=p, maxmem=memory)


def _normalise(text: str) -> str:
    """One form for what looks the same: keyboards and systems compose accents differently."""
    return unicodedata.normalize("NFKC", text)


def _to_text(data: bytes) -> str:
    return base64.b64encode(data).decode()
