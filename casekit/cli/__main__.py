"""`python -m casekit.cli` is `casekit`."""

from casekit.cli.main import main

main(prog_name="casekit")
