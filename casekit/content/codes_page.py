"""`python -m casekit.content.codes_page` writes the pages of all codes into `casekit/docs/`."""

from pathlib import Path

from casekit.content.report import render_codes
from casekit.text.i18n import LANGUAGES


def write_codes_pages(folder: Path) -> None:
    """Writes `codes.<language>.md` for each language of the interface."""
    for language in LANGUAGES:
        path = folder / f"codes.{language}.md"
        path.write_text(render_codes(language), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_codes_pages(Path(__file__).parents[1] / "docs")
