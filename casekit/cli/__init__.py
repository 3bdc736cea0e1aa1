"""The command line: each command a few lines over a function of another room.

Heavy libraries are imported inside the commands, so that `casekit --help` answers at once.
"""

from casekit.cli.main import main

__all__ = ["main"]
