"""The room's own law: no server, and a target's library for that target alone."""

import subprocess
import sys

import pytest


def modules_after(statement: str) -> set[str]:
    program = f"{statement}\nimport sys\nprint(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(result.stdout.split())


@pytest.mark.parametrize(
    ("module", "kept_out"),
    [
        ("casekit.export", {"genanki", "weasyprint", "jinja2", "flask", "sqlalchemy"}),
        ("casekit.export.anki", {"weasyprint", "flask", "sqlalchemy"}),
        ("casekit.export.handout", {"weasyprint", "genanki", "flask", "sqlalchemy"}),
    ],
)
def test_a_module_loads_no_library_but_its_own(module: str, kept_out: set[str]) -> None:
    assert not modules_after(f"import {module}") & kept_out
