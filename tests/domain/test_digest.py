"""Digests identify what was taught; these are pinned, so that no change of ours moves them."""

from dataclasses import replace

import pytest
from every_type import make_typed_workspace
from factories import ITEMS, SOURCE, make_workspace

from casekit.content import read_workspace
from casekit.domain.item import SingleItem
from casekit.domain.version import ItemVersion, digest_of

GOLDEN = {
    "cas/comptes-nombre": ("c330db8b84bcc7005ae1567e0f776e3213ce36eda09230df91fe9976b55f506b"),
    "cas/canal-unique": ("d84bce641fbb0c5e9c25cb2a2b01f7265ee600fe0dfa3e70952615c694430bc8"),
    "cas/annee-record": ("4aa1939ed56bab102ca79d41b97a74275e812984871a212cc9610848b5ff0437"),
    "cas/ventes-totales": ("b5e723b365d7b97dc0d7574098260fcd7a067f02ea0c287659de1f1a36bb03b3"),
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


def test_bookkeeping_of_an_excerpt_changes_no_digest(tmp_path):
    source = SOURCE.replace("  - id: canal\n", "  - id: canal\n    was: ancien-canal\n", 1)
    assert source != SOURCE
    assert digests(tmp_path, source=source) == GOLDEN


def test_a_renamed_case_changes_no_digest(tmp_path):
    bank = read_workspace(make_workspace(tmp_path), cache=False).bank
    version = bank.items["cas/canal-unique"]
    assert replace(version, item_id="autre/canal-unique").digest == version.digest


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


def test_passages_that_a_question_shows_are_part_of_its_digest_and_of_nothing_elses(tmp_path):
    plain = read_workspace(make_workspace(tmp_path / "a"), cache=False).bank
    typed = read_workspace(make_typed_workspace(tmp_path / "b"), cache=False).bank
    assert "passages" not in plain.items["cas/canal-unique"].document
    assert typed.items["cas/canal-unique"].digest == GOLDEN["cas/canal-unique"]
    version = typed.items["cas/preuves"]
    assert [cited.ref for cited in version.passages] == list(version.item.passages())
    assert [cited.ref for cited in version.proof()] == ["journal#canal"]
    assert version.evidence == ()
    back = ItemVersion.from_document(version.document)
    assert back == version
    assert replace(version, passages=version.passages[:2]).digest != version.digest


def test_bookkeeping_of_a_passage_that_a_question_shows_changes_no_digest(tmp_path):
    root = make_typed_workspace(tmp_path)
    before = read_workspace(root, cache=False).bank.items["cas/preuves"].digest
    source = SOURCE.replace("  - id: canal\n", "  - id: canal\n    was: ancien-canal\n", 1)
    (root / "seeds/journal.yaml").write_text(source, encoding="utf-8")
    assert read_workspace(root, cache=False).bank.items["cas/preuves"].digest == before


def test_cells_and_citable_passages_are_part_of_the_digest_of_what_stands_on_them(tmp_path):
    exhibits = (
        "exhibits:\n  - id: ventes\n    title: Ventes\n    kind: table\n"
        "    columns: [Année, Appareils]\n    rows: [[2014, 61]]\n"
    )
    cell = "{exhibit: ventes, row: 2014, column: Appareils}"
    found = {}
    for number in ("61", "62"):
        root = make_typed_workspace(tmp_path / number)
        items = root / "content/cas/items.yaml"
        text = items.read_text(encoding="utf-8").replace("{from: 3, to: 12}", cell)
        items.write_text(text, encoding="utf-8")
        (root / "content/cas/exhibits.yaml").write_text(exhibits.replace("61", number))
        bank = read_workspace(root, cache=False).bank
        found[number] = bank.items["cas/par-mois"]
        assert ItemVersion.from_document(found[number].document) == found[number]
        assert found[number].cells == {"n": number}
    assert found["61"].digest != found["62"].digest
    decision = bank.items["cas/ouvrir"]
    assert [cited.ref for cited in decision.passages] == [
        "journal#comptes",
        "journal#ventes",
        "journal#canal",
    ]
    assert "cells" not in decision.document
    assert ItemVersion.from_document(decision.document) == decision


def test_a_version_survives_the_store(tmp_path):
    bank = read_workspace(make_workspace(tmp_path)).bank
    for version in bank.items.values():
        back = ItemVersion.from_document(version.document)
        assert back == version
        assert back.digest == version.digest


def test_a_digest_does_not_depend_on_the_order_of_keys_or_the_form_of_accents():
    assert digest_of({"a": "é", "b": 1}) == digest_of({"b": 1, "a": "e\u0301"})


WITH_IMAGE = ITEMS.replace(
    "      L'article ne cite qu'un canal.\n",
    "      L'article ne cite qu'un canal.\n\n      ![Un plan](media/plan.png)\n",
)


def test_a_changed_image_changes_the_items_that_show_it_and_no_other(tmp_path):
    root = make_workspace(tmp_path, {"content/cas/media/plan.png": b"one"}, items=WITH_IMAGE)
    first = {name: v.digest for name, v in read_workspace(root).bank.items.items()}
    (root / "content/cas/media/plan.png").write_bytes(b"two")
    bank = read_workspace(root).bank
    changed = {name for name, version in bank.items.items() if version.digest != first[name]}
    assert changed == {"cas/canal-unique"}
    version = bank.items["cas/canal-unique"]
    assert ItemVersion.from_document(version.document) == version
    assert first["cas/ventes-totales"] == GOLDEN["cas/ventes-totales"]


def test_an_excerpt_cited_in_a_text_is_part_of_the_digest(tmp_path):
    items = ITEMS.replace("qu'un canal.", "qu'un canal [@journal#comptes] [@journal:p3].")
    before = digests(tmp_path / "a", items=items)
    after = digests(tmp_path / "b", items=items, source=SOURCE.replace("10 000", "9 000"))
    assert {name for name in before if before[name] != after[name]} == {
        "cas/canal-unique",
        "cas/comptes-nombre",
    }
    bank = read_workspace(tmp_path / "a", cache=False).bank
    version = bank.items["cas/canal-unique"]
    assert [cited.ref for cited in version.cited] == ["journal#comptes"]
    assert ItemVersion.from_document(version.document) == version
