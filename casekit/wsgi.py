"""The served app, for any WSGI server: `gunicorn "casekit.wsgi:make_app()"`.

Everything comes from the environment: the workspace from `CASEKIT_WORKSPACE` (else the nearest one
from the current folder upwards), the rest as `Settings.for_workspace` says.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from flask import Flask

from casekit.content import find_workspace
from casekit.web.app import create_app
from casekit.web.settings import Settings


def make_app(environ: Mapping[str, str] = os.environ) -> Flask:
    """The app that the environment describes.

    Raises:
        NoWorkspaceError: no workspace was named, and none is near.
        SettingError: a variable says what it cannot.
        StoreError: the database cannot be used as it is.
    """
    named = environ.get("CASEKIT_WORKSPACE")
    workspace = Path(named).resolve() if named else find_workspace(Path.cwd())
    return create_app(Settings.for_workspace(workspace, environ))
