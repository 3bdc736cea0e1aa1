"""The served course: the only room that knows Flask."""

from casekit.web.app import create_app
from casekit.web.person import make_instructor_address
from casekit.web.settings import Settings

__all__ = ["Settings", "create_app", "make_instructor_address"]
