"""Apps that are no casekit as it should be, on the server of `casekit serve`.

`python -m tests.bench.served minimal FOLDER --words 300` or `... hasty FOLDER`.
"""

import argparse
from dataclasses import replace
from pathlib import Path

from flask import Flask

from casekit.cli.server import Pool, address_of, bind, run_gunicorn
from casekit.content import read_workspace
from casekit.web.app import create_app
from casekit.web.settings import Settings
from casekit.web.site import Site
from tests.bench.course import GRADED
from tests.bench.hasty import HastyStore
from tests.bench.minimal_app import Filler, make_minimal_app, questions_of, words


def main() -> None:
    """Serves until it is told to stop."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.served", description=__doc__)
    parser.add_argument("kind", choices=["minimal", "hasty"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=int, default=0, help="length of each question's filler")
    options = parser.parse_args()
    listener = bind("127.0.0.1", 0)
    print(f"{address_of('127.0.0.1', listener)}/", flush=True)
    if options.kind == "minimal":
        run_gunicorn(lambda: _make_minimal(options.folder, options.words), listener, Pool())
    else:
        run_gunicorn(lambda: _make_hasty(options.folder), listener, Pool())


def _make_minimal(folder: Path, length: int) -> Flask:
    bank = read_workspace(folder).bank
    if bank is None:
        raise AssertionError("the course made up has errors")
    questions = questions_of(bank, GRADED)
    return make_minimal_app(folder / "minimal.db", questions, Filler(page=words(length)))


def _make_hasty(folder: Path) -> Flask:
    """casekit on a store that says "saved" too early."""
    app = create_app(Settings.for_workspace(folder, {}))
    site: Site = app.extensions["casekit"]
    app.extensions["casekit"] = replace(site, store=HastyStore(site.store.engine))
    return app


if __name__ == "__main__":
    main()
