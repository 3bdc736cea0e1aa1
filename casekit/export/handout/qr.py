"""A QR code as a drawing that says where it leads."""

import segno

from casekit.text.chart.svg import clean
from casekit.text.i18n import gettext
from casekit.text.markdown import strip_inline

QUIET = 4
"""Modules of white around it, as the standard asks."""


def draw_qr(address: str, title: str) -> str:
    """An `<svg>`, dark on white, whose name says the address.

    Args:
        address: what a phone's camera opens.
        title: inline Markdown of what is there.
    """
    rows = segno.make(address, error="m", micro=False).matrix
    size = len(rows) + 2 * QUIET
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    name = gettext("QR code: {title}, {address}", title=strip_inline(title), address=address)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="code" viewBox="0 0 {size} {size}" '
        f'role="img"><title>{clean(name)}</title>'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}" fill="#000"/></svg>'
    )
