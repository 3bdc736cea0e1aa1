"""What may be a password, and the form in which it is kept."""

import base64
import hashlib

import pytest

from casekit.delivery import UnusableDetailError
from casekit.delivery.password import (
    MAX_LENGTH,
    MIN_LENGTH,
    check_usable,
    hash_password,
    is_right_password,
)

GOOD = "quatre pommes vertes"


@pytest.fixture(scope="module")
def kept():
    return hash_password(GOOD)


def test_a_password_is_kept_as_scrypt_with_its_parameters_and_salt(kept):
    name, n, r, p, salt, digest = kept.split("$")
    assert (name, n, r, p) == ("scrypt", "32768", "8", "1")
    assert len(base64.b64decode(salt)) == 16
    assert len(base64.b64decode(digest)) == 64
    assert GOOD not in kept


def test_the_same_password_is_never_kept_in_the_same_form(kept):
    assert hash_password(GOOD) != kept


def test_only_the_password_itself_is_right(kept):
    assert is_right_password(GOOD, kept)
    for wrong in ("", GOOD.upper(), f"{GOOD} ", GOOD[:-1]):
        assert not is_right_password(wrong, kept)


def test_no_password_is_right_where_none_is_kept():
    assert not is_right_password("", None)
    assert not is_right_password(GOOD, None)


@pytest.mark.parametrize("n", [2**14, 2**16])
def test_one_kept_with_other_parameters_still_checks(n):
    salt = b"sixteen octets.."
    digest = hashlib.scrypt(GOOD.encode(), salt=salt, n=n, r=8, p=1, maxmem=2**28)
    parts = (base64.b64encode(part).decode() for part in (salt, digest))
    kept = f"scrypt${n}$8$1${'$'.join(parts)}"
    assert is_right_password(GOOD, kept)
    assert not is_right_password("another one", kept)


@pytest.mark.parametrize("kept", ["", "plain", "$2b$12$abcdefghijk", "argon2$1$2$3$c2Fs$ZGln"])
def test_what_is_no_hash_of_ours_is_a_bug_and_not_a_wrong_password(kept):
    with pytest.raises(ValueError, match=r"unknown kind|unpack"):
        is_right_password(GOOD, kept)


def test_accents_may_be_composed_in_another_way():
    kept = hash_password("de\u0301ja\u0300 l\u2019e\u0301te\u0301")  # as a Mac copies them
    assert is_right_password("déjà l\u2019été", kept)
    assert not is_right_password("deja l\u2019ete", kept)


def test_any_character_may_be_used():
    for password in (
        "пароль-пароль",
        "🍏🍎🍐🍊🍋🍌🍉🍇",
        "zero\x00inside",
        "broken\ud800 surrogate",
    ):
        check_usable(password)
    assert not is_right_password("zero\x00", hash_password("zero\x00inside"))


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "short"),
        ("sept si", "short"),
        ("e\u0301e\u0302e\u0300e\u0308", "short"),  # eight code points, four letters
        ("x1y2" * 51, "long"),
        ("motdepasse", "common"),
        ("AzertyUiop", "common"),
        ("        ", "common"),
        ("abababababab", "common"),
        ("Ada Lovelace", "own"),
        ("ada@example.ORG", "own"),
    ],
)
def test_what_is_easily_guessed_is_refused(password, reason):
    with pytest.raises(UnusableDetailError) as caught:
        check_usable(password, "ada@example.org", "ada lovelace")
    assert (caught.value.field, caught.value.reason) == ("password", reason)


def test_the_limits_themselves_are_allowed():
    check_usable("a1b2c3d4")
    check_usable("été" * 66 + "ab")
    assert (MIN_LENGTH, MAX_LENGTH) == (8, 200)


def test_a_person_without_address_may_choose_any(kept):
    check_usable(GOOD, "", "")
