"""Accounts: joining, and what they say of their person."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from delivery.account_sample import (
    ADA,
    ANOTHER,
    EMAIL,
    HOUR,
    PASSWORD,
    add_account,
    refusal,
)
from delivery.sample import (
    NOW,
    QUIZ,
    attempts_of,
    begin,
    make_bank,
    open_class,
)
from hypothesis import given
from hypothesis import strategies as st

from casekit.delivery import (
    SignedOutError,
    SignInLinkError,
    change_details,
    change_role,
    find_by_email,
    find_person,
    get_attempt,
    join,
    list_people,
    make_person,
    make_sign_in_link,
    set_language,
    sign_in,
    start_attempt,
    use_password_link,
)
from casekit.delivery.account import fold_email, read_email, read_name
from casekit.delivery.errors import JoinCodeError, SectionClosedError
from casekit.delivery.sections import close_section, list_members


def test_who_joins_has_an_account_and_belongs_to_the_section(store):
    room = open_class(store, make_bank(kind="graded"))
    new = replace(ADA, email=" Ada@Example.ORG ", language="fr")
    joined, section = join(store, room.code.lower(), new, NOW)
    assert (joined.role, joined.email, joined.language) == ("student", EMAIL, "fr")
    assert find_person(store, joined.person_id) == joined
    assert sign_in(store, EMAIL, PASSWORD, NOW) == joined
    assert section.section_id == room.ref.section_id
    assert joined.person_id in {m.person_id for m in list_members(store, room.ref)}
    assert start_attempt(store, make_bank(kind="graded"), QUIZ, joined.person_id, NOW).is_open


def test_a_guest_who_joins_keeps_what_they_have_practised(store):
    room = open_class(store, make_bank(kind="graded"))
    attempt, ref = begin(store)
    joined, _ = join(store, room.code, ADA, NOW, guest_id=ref.person_id)
    assert (joined.role, joined.email) == ("student", EMAIL)
    assert find_person(store, joined.person_id) == joined
    assert [one.attempt_id for one in attempts_of(store, joined.person_id)] == [attempt.attempt_id]
    assert sign_in(store, EMAIL, PASSWORD, NOW) == joined
    with pytest.raises(SignedOutError):  # the guest's sessions have ended
        get_attempt(store, replace(ref, epoch=0), NOW)


def test_nobody_becomes_another_account_by_joining(store):
    room = open_class(store, make_bank(kind="graded"))
    bob = add_account(store, "bob@example.org")
    joined, _ = join(store, room.code, ADA, NOW, guest_id=bob.person_id)
    assert joined.person_id != bob.person_id
    assert find_person(store, bob.person_id) == bob


def test_the_database_does_not_know_the_password(store, tmp_path):
    room = open_class(store, make_bank(kind="graded"))
    joined, _ = join(store, room.code, ADA, NOW)
    with store.read() as session:
        kept = session.find_account_of(joined.person_id).password_hash
    assert kept.startswith("scrypt$")
    assert all(PASSWORD.encode() not in f.read_bytes() for f in tmp_path.glob("casekit.db*"))


@pytest.mark.parametrize("code", ["", "nothing", "ABCD-EFGH"])
def test_a_code_that_no_section_has_makes_no_account(store, code):
    open_class(store, make_bank(kind="graded"))
    with pytest.raises(JoinCodeError):
        join(store, code, ADA, NOW)
    assert find_by_email(store, EMAIL) is None


def test_a_closed_section_makes_no_account(store):
    room = open_class(store, make_bank(kind="graded"))
    close_section(store, room.ref, NOW)
    with pytest.raises(SectionClosedError):
        join(store, room.code, ADA, NOW)
    assert find_by_email(store, EMAIL) is None


@pytest.mark.parametrize(
    "email",
    [
        "ADA@example.org",
        "\u3000ada@EXAMPLE.org\n",
        "ａｄａ＠ｅｘａｍｐｌｅ．ｏｒｇ",
        "\u200eada@example.org\u200b",
    ],
)
def test_an_address_is_taken_in_any_case_and_width(store, email):
    room = open_class(store, make_bank(kind="graded"))
    holder = add_account(store)
    new = replace(ADA, email=email)
    assert refusal(join, store, room.code, new, NOW) == ("email", "taken")
    assert find_by_email(store, email) == holder
    assert [m.role for m in list_members(store, room.ref)] == ["instructor"]


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"email": " "}, ("email", "missing")),
        ({"email": "ada"}, ("email", "form")),
        ({"email": "ada@example"}, ("email", "form")),
        ({"email": "a b@example.org"}, ("email", "form")),
        ({"email": "ada@example.org, bob@example.org"}, ("email", "form")),
        ({"email": f"{'a' * 250}@example.org"}, ("email", "form")),
        ({"name": "\u202e \t"}, ("name", "missing")),
        ({"name": "A" * 101}, ("name", "long")),
        ({"password": "court"}, ("password", "short")),
        ({"password": "ADA LOVELACE"}, ("password", "own")),
    ],
)
def test_a_detail_that_cannot_be_taken_makes_no_account(store, change, refused):
    room = open_class(store, make_bank(kind="graded"))
    assert refusal(join, store, room.code, replace(ADA, **change), NOW) == refused
    assert list_people(store) == []


def test_two_who_join_with_one_address_at_once_are_one_account(store):
    room = open_class(store, make_bank(kind="graded"))
    with ThreadPoolExecutor(4) as threads:
        jobs = [threads.submit(join, store, room.code, ADA, NOW) for _ in range(4)]
    refused = [job.exception() for job in jobs if job.exception()]
    assert [(e.field, e.reason) for e in refused] == [("email", "taken")] * 3
    assert len(list_people(store)) == 1
    assert len(list_members(store, room.ref)) == 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada \n Lovelace ", "Ada Lovelace"),
        ("Zoe\u0301", "Zoé"),
        ("Ada\u202egnp.exe", "Adagnp.exe"),
        ("\u2066Ada\u2069\u200f", "Ada"),
        ("A\x00d\x1ba\x7f", "Ada"),
        ("Ada\u2028Lovelace\u00a0King", "Ada Lovelace King"),
        ("李小龙", "李小龙"),
        ("O’Neill-Žižek", "O’Neill-Žižek"),
    ],
)
def test_a_name_is_one_line_that_cannot_turn_the_page_around(typed, kept):
    assert read_name(typed) == kept


@given(st.text())
def test_folding_an_address_twice_is_folding_it_once(text):
    assert fold_email(fold_email(text)) == fold_email(text)


def test_no_address_holds_what_cannot_be_seen():
    assert read_email("a\x00da@example.org") == EMAIL


def test_an_account_is_made_without_a_password_and_found_by_its_address(store):
    prof = make_person(store, " Prof@Example.org", "Grace\tHopper", "instructor", NOW)
    assert (prof.role, prof.name, prof.email) == ("instructor", "Grace Hopper", "prof@example.org")
    assert find_by_email(store, "PROF@example.org") == prof
    assert refusal(make_person, store, prof.email, "Ada", "student", NOW) == ("email", "taken")
    assert refusal(make_person, store, "prof", "Ada", "student", NOW) == ("email", "form")
    assert refusal(make_person, store, EMAIL, " ", "student", NOW) == ("name", "missing")
    ada = make_person(store, EMAIL, "Ada", "student", NOW)
    assert list_people(store) == [prof, ada]


def test_a_role_changes_with_the_next_look(store):
    ada = add_account(store)
    change_role(store, ada.person_id, "instructor", NOW)
    assert find_person(store, ada.person_id) == replace(ada, role="instructor")


def test_links_of_a_student_do_not_lead_to_a_desk(store):
    """Whoever taught them had the link, and would have had the colleague's desk with it."""
    ada = add_account(store)
    links = [make_sign_in_link(store, ada.person_id, NOW, HOUR, "password") for _ in range(2)]
    change_role(store, ada.person_id, "student", NOW)  # no change, and no harm to a link
    assert use_password_link(store, links[0], ANOTHER, NOW).person_id == ada.person_id
    link = make_sign_in_link(store, ada.person_id, NOW, HOUR, "password")
    change_role(store, ada.person_id, "instructor", NOW)
    with pytest.raises(SignInLinkError):
        use_password_link(store, link, PASSWORD, NOW)


def test_details_change_and_the_old_address_is_free(store):
    ada = add_account(store)
    details = {"name": " Ada  King", "email": "King@example.org", "language": "fr"}
    changed = change_details(store, ada.person_id, NOW, **details, current=PASSWORD)
    assert (changed.name, changed.email) == ("Ada King", "king@example.org")
    assert changed.language == "fr"
    assert find_person(store, ada.person_id) == changed
    assert sign_in(store, "king@example.org", PASSWORD, NOW) == changed
    assert find_by_email(store, EMAIL) is None


def test_ones_own_address_is_not_taken_but_anothers_is(store):
    ada, bob = add_account(store), add_account(store, "bob@example.org")
    change = {"name": "Ada", "language": None}
    assert change_details(store, ada.person_id, NOW, email=EMAIL.upper(), **change) == ada
    asked = {"email": bob.email, **change, "current": PASSWORD}
    assert refusal(change_details, store, ada.person_id, NOW, **asked) == ("email", "taken")
    assert find_person(store, ada.person_id) == ada


def test_another_address_needs_the_password(store):
    """Whoever found a browser signed in could take the account over by it."""
    ada = add_account(store)
    change = {"name": "Ada King", "email": "king@example.org", "language": None}
    for wrong in ("", ANOTHER):
        asked = (store, ada.person_id, NOW)
        assert refusal(change_details, *asked, **change, current=wrong) == ("current", "wrong")
    assert find_person(store, ada.person_id) == ada


def test_two_who_take_one_address_at_once_do_not_both_get_it(store):
    people = [add_account(store, f"{n}@example.org").person_id for n in range(4)]
    change = {"name": "Ada", "email": EMAIL, "language": None, "current": PASSWORD}
    with ThreadPoolExecutor(4) as threads:
        jobs = [threads.submit(change_details, store, p, NOW, **change) for p in people]
    refused = [job.exception() for job in jobs if job.exception()]
    assert [(e.field, e.reason) for e in refused] == [("email", "taken")] * 3


def test_a_chosen_language_is_kept(store):
    ada = add_account(store)
    set_language(store, ada.person_id, "fr")
    assert find_person(store, ada.person_id).language == "fr"
