"""Whether an image can be printed: a huge one would take the memory of the whole machine."""

from pathlib import Path
from typing import Literal

MAX_BYTES = 20_000_000
MAX_PIXELS = 60_000_000

Fault = Literal["bytes", "pixels", "unreadable"]

_IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})


def check_image(path: Path) -> Fault | None:
    """What is wrong with an image; None when nothing is, and for files that are no images."""
    if path.suffix.lower() not in _IMAGES:
        return None
    if path.stat().st_size > MAX_BYTES:
        return "bytes"
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as image:  # reads the head of the file alone
            width, height = image.size
    except Image.DecompressionBombError:
        return "pixels"
    except (UnidentifiedImageError, OSError, SyntaxError):
        return "unreadable"
    return "pixels" if width * height > MAX_PIXELS else None
