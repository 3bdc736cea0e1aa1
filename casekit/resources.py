"""Where the files that are not code lie: in the checkout, or packed into the wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent
_PACKED = _PACKAGE / "_shared"


def templates_dir(outlet: str) -> Path:
    """The folder of an outlet's templates: `web`, `handout` or `anki`."""
    root = _PACKED if _PACKED.is_dir() else _CHECKOUT
    return root / "templates" / outlet


def demo_dir() -> Path:
    """The workspace with the demo course: the checkout itself, or its copy in the wheel."""
    return _PACKED / "demo" if _PACKED.is_dir() else _CHECKOUT


def is_checkout() -> bool:
    """Whether this is a checkout, so that the demo course may be edited where it lies."""
    return not _PACKED.is_dir()


def starter_dir(language: str) -> Path:
    """The workspace that `casekit init` copies."""
    return _PACKAGE / "starter" / language


def docs_dir() -> Path:
    """The documentation, in Markdown."""
    return _PACKAGE / "docs"


def fonts_dir() -> Path:
    """Our font subsets, one WOFF2 for browser and PDF."""
    return _PACKAGE / "web" / "static" / "fonts"
