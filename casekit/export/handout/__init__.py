"""Cases and quizzes as PDFs to hand out: student, instructor, quiz, key and cards editions.

`lay_out` makes the HTML, the press sets it in a process of its own, and the shelf keeps it, so
that an unchanged handout is not set again. The same content gives the same bytes.
"""

from casekit.export.handout.order import (
    EDITIONS,
    OF_A_QUIZ,
    PAPERS,
    Edition,
    Handout,
    Layout,
    list_handouts,
)
from casekit.export.handout.page import font_faces, lay_out, render_handout_html
from casekit.export.handout.shelf import FOLDER
from casekit.export.handout.writing import (
    HandoutReport,
    Outcome,
    write_handout,
    write_handouts,
)

__all__ = [
    "EDITIONS",
    "FOLDER",
    "OF_A_QUIZ",
    "PAPERS",
    "Edition",
    "Handout",
    "HandoutReport",
    "Layout",
    "Outcome",
    "font_faces",
    "lay_out",
    "list_handouts",
    "render_handout_html",
    "write_handout",
    "write_handouts",
]
