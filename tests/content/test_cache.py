import json
from zlib import crc32

import pytest
from factories import ITEMS, SOURCE, make_workspace

from casekit.content import cache as cache_room
from casekit.content import read_workspace


def entries(root):
    return sorted((root / ".casekit/cache").glob("*.json"))


def test_an_edited_file_is_read_again_and_the_others_are_not(tmp_path):
    make_workspace(tmp_path)
    read_workspace(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in entries(tmp_path)}
    (tmp_path / "content/cas/items.yaml").write_text(
        ITEMS.replace("Environ 1 000", "Environ 2 000")
    )
    bank = read_workspace(tmp_path).bank
    assert bank.items["cas/comptes-nombre"].item.choices[0].text == "Environ 2 000 comptes"
    changed = [path for path in entries(tmp_path) if path.stat().st_mtime_ns != before[path]]
    assert len(changed) == 2  # the notes and the data of one file


@pytest.mark.parametrize("rubbish", [b"", b"{", b"[1, 2]", b"[[[[", b"\xff\xfe", b"null"])
def test_a_corrupt_cache_is_passed_over_in_silence(tmp_path, rubbish):
    make_workspace(tmp_path)
    first = read_workspace(tmp_path)
    for path in entries(tmp_path):
        path.write_bytes(rubbish)
    assert read_workspace(tmp_path).bank.digest == first.bank.digest


def test_a_cache_with_the_right_key_and_wrong_content_is_passed_over(tmp_path):
    make_workspace(tmp_path)
    first = read_workspace(tmp_path)
    for path in entries(tmp_path):
        content = json.loads(path.read_bytes().partition(b"\n")[2])
        if isinstance(content, dict):
            content = {file: [key, {"facts": 3}] for file, (key, _) in content.items()}
        text = json.dumps(content).encode()
        path.write_bytes(b"%08x\n" % crc32(text) + text)
    assert read_workspace(tmp_path).bank.digest == first.bank.digest


def test_a_damaged_entry_is_not_believed(tmp_path):
    make_workspace(tmp_path)
    first = read_workspace(tmp_path)
    for path in entries(tmp_path):
        path.write_bytes(path.read_bytes().replace(b"10 000", b"20 000"))
    assert read_workspace(tmp_path).bank.digest == first.bank.digest


def test_a_folder_that_cannot_be_written_is_passed_over(tmp_path):
    make_workspace(tmp_path)
    (tmp_path / ".casekit").write_text("a file in the way")
    assert read_workspace(tmp_path).bank is not None


def test_entries_of_files_that_are_gone_are_forgotten(tmp_path):
    make_workspace(tmp_path, {"content/cas/items/plus.yaml": "items: []\n"})
    read_workspace(tmp_path)
    before = len(entries(tmp_path))
    (tmp_path / "content/cas/items/plus.yaml").unlink()
    read_workspace(tmp_path)
    assert len(entries(tmp_path)) == before - 1


def test_a_voice_that_changes_is_looked_for_again_in_items_that_do_not(tmp_path):
    make_workspace(tmp_path)
    assert read_workspace(tmp_path).problems == ()
    make_workspace(
        tmp_path, source=SOURCE.replace("le service juridique de la marque", "un blogueur")
    )
    for _ in range(2):
        problems = read_workspace(tmp_path).problems
        assert [(p.code, p.file, p.line) for p in problems] == [
            ("W322", "content/cas/items.yaml", 12)
        ]


def test_without_the_cache_nothing_is_written(tmp_path):
    make_workspace(tmp_path)
    read_workspace(tmp_path, cache=False)
    assert not (tmp_path / ".casekit").exists()


def test_another_language_is_another_entry(tmp_path):
    make_workspace(tmp_path)
    read_workspace(tmp_path)
    course = tmp_path / "content/course.yaml"
    course.write_text(course.read_text().replace("language: fr", "language: en"))
    assert [problem.code for problem in read_workspace(tmp_path).problems] == ["E225"]


def test_other_code_is_another_entry(tmp_path, monkeypatch):
    make_workspace(tmp_path)
    read_workspace(tmp_path)
    kept = cache_room.entry_key(b"x", "fr")
    cache_room.code_fingerprint.cache_clear()
    monkeypatch.setattr(cache_room, "__version__", "0.0.0-other")
    assert cache_room.entry_key(b"x", "fr") != kept
    cache_room.code_fingerprint.cache_clear()


def test_the_cache_ignores_itself_in_git(tmp_path):
    make_workspace(tmp_path)
    read_workspace(tmp_path)
    assert (tmp_path / ".casekit/.gitignore").read_text() == "*\n"
