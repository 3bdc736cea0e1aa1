"""From HTML to a PDF, in processes of their own with limits of time and memory.

The press knows nothing of cases: it prints a document with our fonts and the images of one folder.
WeasyPrint is imported in `setting` alone, and there in the worker's process.
"""

from casekit.export.press.job import Job, Limits, Printed
from casekit.export.press.press import Press

__all__ = ["Job", "Limits", "Press", "Printed"]
