"""The press: what it loads and refuses, its limits, and characters that our fonts lack."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from casekit.export.errors import (
    BrokenFontError,
    LimitError,
    MissingLibraryError,
    RefusedAddressError,
    RefusedImageError,
)
from casekit.export.press import Job, Limits, Press
from casekit.export.press.fonts import unpack_fonts
from casekit.export.press.glyphs import name_missing
from casekit.export.press.images import check_image
from casekit.resources import fonts_dir

pytestmark = [pytest.mark.pdf, pytest.mark.xdist_group("press")]

ENDLESS = "<p>mot</p>" * 200_000


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with Press() as opened:
        yield opened


@pytest.fixture
def media(tmp_path: Path) -> Path:
    folder = tmp_path / "media"
    folder.mkdir()
    Image.new("RGB", (40, 30), "#888").save(folder / "carte.png")
    return folder


def job(body: str, media: Path | None = None) -> Job:
    html = f'<html lang="fr"><head><title>a</title></head><body>{body}</body></html>'
    return Job(html, "0" * 32, media, (fonts_dir(),))


def test_a_document_becomes_pages(press: Press, media: Path) -> None:
    image = '<img src="casekit:media/carte.png" alt="Une carte">'
    printed = press.print(job(f"{image}<p style='break-before: page'>a</p>", media))
    assert printed.data.startswith(b"%PDF-1.7")
    assert printed.pages == 2


@pytest.mark.parametrize(
    "body",
    [
        '<img src="https://example.org/a.png" alt="a">',
        '<img src="file:///etc/hostname" alt="a">',
        '<img src="casekit:media/../../../etc/hostname" alt="a">',
        '<img src="casekit:media/absente.png" alt="a">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<style>@import url("https://example.org/a.css");</style>',
        '<p style="background: url(casekit:fonts/../../../../__init__.py)">a</p>',
    ],
)
def test_nothing_is_loaded_from_elsewhere(press: Press, media: Path, body: str) -> None:
    with pytest.raises(RefusedAddressError):
        press.print(job(body, media))


def test_a_refused_document_does_not_stop_the_next(press: Press) -> None:
    with pytest.raises(RefusedAddressError) as error:
        press.print(job('<img src="https://example.org/a.png" alt="a">'))
    assert error.value.address == "https://example.org/a.png"
    assert press.print(job("<p>a</p>")).pages == 1


def test_an_image_that_would_take_the_machine_is_refused_by_name(press: Press, media: Path) -> None:
    Image.new("1", (9000, 7000)).save(media / "vaste.png")
    with pytest.raises(RefusedImageError, match=r"vaste\.png"):
        press.print(job('<img src="casekit:media/vaste.png" alt="a">', media))


def test_images_are_weighed_before_they_are_read(media: Path) -> None:
    (media / "lourde.png").write_bytes((media / "carte.png").read_bytes() + bytes(40_000_000))
    (media / "cassee.png").write_bytes(b"\x89PNG nothing")
    assert check_image(media / "carte.png") is None
    assert check_image(media / "lourde.png") == "bytes"
    assert check_image(media / "cassee.png") == "unreadable"


def test_a_document_without_end_is_stopped_by_its_time() -> None:
    with Press(limits=Limits(wall_s=1.5)) as press, pytest.raises(LimitError) as error:
        press.print(job(ENDLESS))
    assert error.value.kind == "time"


def test_a_document_that_grows_is_stopped_by_its_memory(media: Path) -> None:
    Image.new("RGBA", (7500, 7900)).save(media / "vaste.png", compress_level=1)
    image = '<img src="casekit:media/vaste.png" alt="a" style="width: 90mm">'
    with Press(limits=Limits(memory=440_000_000)) as press, pytest.raises(LimitError) as error:
        press.print(job(image, media))
    assert error.value.kind == "memory"


def test_a_worker_that_was_stopped_is_replaced() -> None:
    with Press(limits=Limits(cpu_s=1)) as press:
        with pytest.raises(LimitError, match="1 second"):
            press.print(job(ENDLESS))
        assert press.print(job("<p>a</p>")).pages == 1


def test_fonts_are_unpacked_under_their_names_and_a_broken_one_is_left_as_it_is(
    tmp_path: Path,
) -> None:
    own, target = tmp_path / "own", tmp_path / "target"
    for folder in (own, target, own / "folder"):
        folder.mkdir()
    broken = {"a.woff2": b"wOF2 and nothing more", "b.woff2": b"wOF2" + bytes(200)}
    for name, data in broken.items():
        (own / name).write_bytes(data)
    ours, theirs = unpack_fonts((fonts_dir(), own), target)
    assert {name: (theirs / name).read_bytes() for name in broken} == broken
    name = "casekit-serif-regular.woff2"
    with TTFont(ours / name) as unpacked, TTFont(fonts_dir() / name) as packed:
        assert unpacked.flavor is None
        assert unpacked.getBestCmap() == packed.getBestCmap()


def test_a_font_that_cannot_be_read_is_named(press: Press, tmp_path: Path) -> None:
    (tmp_path / "mien.woff2").write_bytes(b"wOF2" + bytes(200))
    broken = replace(job("<p>a</p>"), fonts=(fonts_dir(), tmp_path))
    with pytest.raises(BrokenFontError, match=r"mien\.woff2"):
        press.print(broken)


def test_workers_that_were_warmed_up_print_and_end_with_the_press() -> None:
    with Press(workers=2) as press:
        press.warm_up(1, (fonts_dir(),))
        assert press.print(job("<p>a</p>")).pages == 1
        press.warm_up(5, (fonts_dir(),))
        assert press.print(job("<p>a</p>")).pages == 1


def test_characters_without_a_glyph_are_named_and_told() -> None:
    html = '<p title="雷">Lei Jun (雷军), Łódź, naïve.</p><title>雷军</title>'
    named, missing = name_missing(html, (fonts_dir(),))
    assert named == html.replace("(雷军)", "([U+96F7 U+519B])")
    assert missing == "军雷"


def test_a_text_in_our_letters_stays_as_it_is() -> None:
    html = "<p>«\u00a0Où est-ce\u202f?\u00a0» – 1\u202f000 €, ✓</p>"
    assert name_missing(html, (fonts_dir(),)) == (html, "")


def test_a_machine_without_pango_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in fails as the real library does where the system's ones are missing."""
    (tmp_path / "weasyprint").mkdir()
    stand_in = "raise OSError('cannot load library: libpango-1.0-0')"
    (tmp_path / "weasyprint/__init__.py").write_text(stand_in)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Press() as press, pytest.raises(MissingLibraryError, match=r"libpangoft2-1\.0-0") as error:
        press.print(job("<p>a</p>"))
    assert len(str(error.value).splitlines()) == 1


def test_a_module_in_the_current_folder_stands_in_for_none(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise SystemExit('mine')")
    program = "from casekit.export.press import *; Press().print(Job('<p>a</p>', '0' * 32))"
    path = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-P", "-c", program]
    done = subprocess.run(command, cwd=tmp_path, env=path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
