"""From authors' files to a Bank, or to every problem with its file, line and column.

    read bytes -> text -> events -> plain data with positions -> values -> checks -> Bank

Only this room knows what the files look like; every other one receives the Bank. It imports the
domain and the text room, PyYAML and rapidfuzz.
"""

from casekit.content.bank_reader import Reading, read_workspace
from casekit.content.problem import Problem
from casekit.content.workspace import NoWorkspaceError, find_workspace

__all__ = ["NoWorkspaceError", "Problem", "Reading", "find_workspace", "read_workspace"]
