"""Make casekit's own fonts: renamed Latin subsets of Source Serif and Source Sans.

Run by hand when Adobe publishes a new version, never by the app; the results are committed. In
an empty folder, `npm pack source-serif source-sans`, unpack each archive into a folder of its own,
then `python -m casekit.web.fonts FOLDER [FOLDER ...]`, naming every folder that holds the TTFs.

"Source" is a reserved font name in the sense of the Open Font License: a modified version must be
called something else, and comes with Adobe's copyright lines and the licence.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from copy import deepcopy
from itertools import chain
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).parent / "static" / "fonts"

FAMILIES = {"Source Serif 4": "Casekit Serif", "Source Sans 3": "Casekit Sans"}
FACES = {"Regular": "regular", "It": "italic", "Semibold": "semibold", "Bold": "bold"}

# Records that carry the copyright, trademark, description and licence keep Adobe's words.
LEGAL_NAMES = frozenset({0, 7, 10, 13})

# Source Sans has tabular lining figures by default, hence no tnum and no lnum; the italics have no
# smcp. Stylistic sets are left out: each would bring its own glyphs.
FEATURES = (
    *("kern", "mark", "mkmk", "ccmp", "locl", "liga", "case", "smcp"),
    *("tnum", "lnum", "onum", "pnum", "sups", "subs", "frac", "numr", "dnom", "ordn"),
)

_RANGES = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x01CD, 0x01DC),  # Pinyin: third tone, u with diaeresis and tone
    (0x01F8, 0x01F9),  # Pinyin: n with grave
    (0x0218, 0x021B),  # Romanian s and t with comma
    (0x02C6, 0x02CC),  # accents and tone signs that stand alone
    (0x02D8, 0x02DD),
    (0x0300, 0x0304),  # combining accents, for decomposed text
    (0x0306, 0x030C),
    (0x0327, 0x0328),
    (0x2009, 0x200B),  # thin, hair and zero-width space
    (0x2010, 0x2015),  # hyphens and dashes
    (0x2018, 0x2022),  # quotation marks, daggers, bullet
    (0x2032, 0x2033),  # prime, double prime
    (0x2039, 0x203A),  # single guillemets
    (0x2070, 0x2071),  # superscript and subscript figures
    (0x2074, 0x208E),
    (0x2153, 0x2154),  # thirds
    (0x2190, 0x2193),  # arrows
    (0x2264, 0x2265),  # less or equal, greater or equal
)
_SINGLES = (
    *(0x1E3E, 0x1E3F, 0x1E9E),  # Pinyin m with acute, capital sharp s
    *(0x2007, 0x202F),  # figure space, narrow no-break space
    *(0x2026, 0x2030, 0x2044),  # ellipsis, per mille, fraction slash
    *(0x20AC, 0x2116, 0x2122),  # euro, numero, trade mark
    *(0x2197, 0x2212, 0x2248, 0x2260),  # north-east arrow, minus, almost equal, not equal
    *(0x25A0, 0x25A1, 0x25B2, 0x25BC, 0x25CB, 0x25CF),  # squares, triangles, circles
    *(0x2713, 0x2717),  # check, cross
)


def code_points() -> list[int]:
    """Return the code points that a subset keeps, ascending; a face may lack some of them."""
    ranges = chain.from_iterable(range(first, last + 1) for first, last in _RANGES)
    return sorted({*ranges, *_SINGLES})


def find_sources(folders: Iterable[Path]) -> dict[str, Path]:
    """Return Adobe's eight TTFs found anywhere under the folders, by the name of our file.

    Raises:
        FileNotFoundError: One or more of the eight are missing; the message names them.
    """
    found = {path.name: path for folder in folders for path in sorted(folder.rglob("*.ttf"))}
    wanted = {
        f"{ours.lower().replace(' ', '-')}-{face}.woff2": f"{theirs.replace(' ', '')}-{style}.ttf"
        for theirs, ours in FAMILIES.items()
        for style, face in FACES.items()
    }
    missing = sorted(set(wanted.values()) - set(found))
    if missing:
        raise FileNotFoundError(f"no such font in these folders: {', '.join(missing)}")
    return {target: found[source] for target, source in wanted.items()}


def make_font(source: Path, target: Path) -> None:
    """Write the renamed subset of one face as WOFF2; the same input gives the same bytes.

    Args:
        source: A static TrueType font; its date of change is kept, nothing of today goes in.
        target: The file to write; its folder exists.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options()
    options.layout_features = list(FEATURES)
    options.layout_scripts = ["DFLT", "latn"]
    options.hinting = False  # 42 kB in all, for screens that no longer need it
    options.name_IDs = list(range(26))
    options.notdef_outline = True
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=code_points())
    subsetter.subset(font)
    _rename(font)
    _unshare(font)
    font.flavor = "woff2"
    font.save(target)


def _rename(font: Any) -> None:
    """Replace the reserved name in every record but the legal ones, spaced and unspaced."""
    for record in font["name"].names:
        if record.nameID in LEGAL_NAMES:
            continue
        text = record.toUnicode()
        for theirs, ours in FAMILIES.items():
            text = text.replace(theirs, ours)
            text = text.replace(theirs.replace(" ", ""), ours.replace(" ", ""))
        record.string = text


def _unshare(font: Any) -> None:
    """Give every character a glyph of its own.

    Adobe draws space and no-break space, hyphen and no-break hyphen, thin and narrow no-break space
    with one glyph. A PDF names one character for each glyph: the first no-break space of a handout
    would turn every space of its extracted text into one.
    """
    glyphs, metrics = font["glyf"], font["hmtx"]
    owners: set[str] = set()
    for code, name in sorted(font.getBestCmap().items()):
        if name not in owners:
            owners.add(name)
            continue
        copy = f"uni{code:04X}"
        glyphs[copy] = deepcopy(glyphs[name])
        metrics[copy] = metrics[name]
        for table in font["cmap"].tables:
            if code in table.cmap:
                table.cmap[code] = copy
    font.setGlyphOrder(glyphs.glyphOrder)


def licence_text(sources: Iterable[Path]) -> str:
    """Return the text of OFL.txt: what was changed, Adobe's copyright lines, then the licence.

    Args:
        sources: The TTFs, each with its package's LICENSE.md one folder up; copyright on line 1.
    """
    files = dict.fromkeys(path.parent.parent / "LICENSE.md" for path in sources)
    licences = [file.read_text(encoding="utf-8").partition("\n") for file in files]
    notice = (
        "The fonts in this folder, Casekit Serif and Casekit Sans, are modified versions of\n"
        "Adobe's fonts: reduced to Latin, without hinting, renamed, and converted to WOFF2.\n"
        "They are under the same licence as the originals, whose copyright lines follow.\n"
    )
    copyrights = "\n".join(first.strip() + "\n" for first, _, _ in licences)
    body = "\n".join(line.rstrip() for line in licences[0][2].strip().splitlines())
    return f"{notice}\n{copyrights}\n{body}\n"


def main(arguments: Sequence[str]) -> None:
    """Make the eight fonts and OFL.txt from the folders named, and print each size in bytes."""
    try:
        sources = find_sources(Path(argument) for argument in arguments)
    except FileNotFoundError as error:
        raise SystemExit(f"{error}\nUsage: python -m casekit.web.fonts FOLDER ...") from error
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for name, source in sources.items():
        make_font(source, OUTPUT / name)
        sys.stdout.write(f"{(OUTPUT / name).stat().st_size:>7} {name}\n")
    (OUTPUT / "OFL.txt").write_text(licence_text(sources.values()), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
