"""Devices that have signed in before: a signed cookie that names their accounts, and no address.

Somebody who knows a classmate's address can make its throttle close. On a device that the account
knows, the door stays open: failures there are counted apart.
"""

import hashlib

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from casekit.delivery.account import fold_email

COOKIE = "casekit-device"
MAX_ACCOUNTS = 8
"""How many accounts a device is known for: those used last."""

_YEAR_S = 365 * 24 * 3600


def is_known_device(email: str) -> bool:
    """Whether this browser has signed in to the account of this address."""
    return _name_of(email) in _read()


def remember_device(response: Response, email: str) -> None:
    """Lets this browser be known to the account from now on."""
    names = [_name_of(email), *(name for name in _read() if name != _name_of(email))]
    response.set_cookie(
        COOKIE,
        _serializer().dumps(names[:MAX_ACCOUNTS]),
        max_age=_YEAR_S,
        httponly=True,
        secure=request.is_secure,
        samesite="Lax",
    )


def _read() -> list[str]:
    try:
        names = _serializer().loads(request.cookies.get(COOKIE, ""))
    except BadSignature:
        return []
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _name_of(email: str) -> str:
    return hashlib.sha256(f"casekit:device:{fold_email(email)}".encode()).hexdigest()[:32]


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="casekit-device")
