"""Digests identify what was taught; these are pinned, so that no change of ours moves them."""

import pytest
from factories import ITEMS, SOURCE, make_workspace

from casekit.content import read_workspace
from casekit.domain.item import SingleItem
from casekit.domain.version import ItemVersion, digest_of

GOLDEN = {
    "cas/comptes-nombre": ("0709cb9fef01c6d31a797f1c93c4a7f647d8905a3c5051815d4e5472f4259692"),
    "cas/canal-unique": ("612b00cc0ef68c98b70edd398f3e99b4a6aba2e16343f599abbed9688cb4e6e5"),
    "cas/annee-record": ("7f6a6100b2b1f8cacffdbb91040491611d27d2f36f5c517762f186a4e50720a2"),
    "cas/ventes-totales": ("98868d213decf8c0d6426b1b8047fdde2289c9f6cc794dddbfbefae616f12a95"),
}


def digests(folder, **overrides):
    bank = read_workspace(make_workspace(folder, **overrides), cache=False).bank
    return {full_id: version.digest for full_id, version in bank.items.items()}


def test_the_digests_are_those_of_the_first_release(tmp_path):
    assert digests(tmp_path) == GOLDEN


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("Environ 1 000 comptes", "Environ 1 000 comptes ", False),
        ("    tags: [rumeurs]\n", "    tags: [rumeurs]\n    # une remarque\n", False),
        ("    bloom: remember\n", "    bloom: remember\n    status: live\n", False),
        ("      - Environ 1 000 comptes\n", '      - "Environ 1 000 comptes"\n', False),
        ("Environ 1 000 comptes", "Environ 2 000 comptes", True),
        ("    bloom: remember\n", "    bloom: understand\n", True),
        ("    tags: [rumeurs]\n", "    tags: [rumeurs]\n    points: 2\n", True),
    ],
)
def test_only_what_is_taught_changes_a_digest(tmp_path, before, after, changes):
    assert before in ITEMS
    found = digests(tmp_path, items=ITEMS.replace(before, after, 1))
    assert (found["cas/comptes-nombre"] != GOLDEN["cas/comptes-nombre"]) is changes
    assert found["cas/canal-unique"] == GOLDEN["cas/canal-unique"]


def test_a_changed_excerpt_changes_the_items_that_cite_it(tmp_path):
    source = SOURCE.replace("un seul canal", "un unique canal")
    found = digests(tmp_path, source=source)
    changed = {full_id for full_id in GOLDEN if found[full_id] != GOLDEN[full_id]}
    assert changed == {"cas/canal-unique"}


def test_a_changed_credit_changes_the_items_that_show_it(tmp_path):
    found = digests(tmp_path, source=SOURCE.replace("Le Journal", "La Gazette"))
    assert all(found[full_id] != GOLDEN[full_id] for full_id in GOLDEN)


def test_a_new_default_field_changes_no_digest(tmp_path):
    class Later(SingleItem):
        novelty: str = "a default that no author wrote"

    bank = read_workspace(make_workspace(tmp_path)).bank
    version = bank.items["cas/canal-unique"]
    later = ItemVersion(
        item_id=version.item_id,
        language=version.language,
        written=version.written,
        item=Later.model_validate(version.written),
        evidence=version.evidence,
    )
    assert later.digest == version.digest


def test_a_version_survives_the_store(tmp_path):
    bank = read_workspace(make_workspace(tmp_path)).bank
    for version in bank.items.values():
        back = ItemVersion.from_document(version.document)
        assert back == version
        assert back.digest == version.digest


def test_a_digest_does_not_depend_on_the_order_of_keys_or_the_form_of_accents():
    assert digest_of({"a": "é", "b": 1}) == digest_of({"b": 1, "a": "e\u0301"})
