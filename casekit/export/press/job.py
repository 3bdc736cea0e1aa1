"""What a worker of the press is asked for, and what it answers: a line of JSON each way."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SCHEME = "casekit"
"""The one scheme that a document may load from: `casekit:fonts/...` and `casekit:media/...`."""


@dataclass(frozen=True)
class Limits:
    """What one document may take; more ends the worker, not the program.

    Attributes:
        memory: bytes of address space, fonts and libraries included.
        cpu_s: seconds of computing.
        wall_s: seconds until it must be there, whatever else the machine does.
    """

    memory: int = 2_000_000_000
    cpu_s: int = 300
    wall_s: float = 900.0


@dataclass(frozen=True)
class Job:
    """A document to print.

    Attributes:
        html: the whole document, its style included.
        identifier: 32 hexadecimal digits; equal ones for equal documents.
        media: the folder of its images; None when it has none.
        fonts: folders of its fonts, ours first.
    """

    html: str
    identifier: str
    media: Path | None = None
    fonts: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Printed:
    """A PDF.

    Attributes:
        missing: characters that none of the fonts has, sorted; the PDF names them instead.
    """

    data: bytes
    pages: int
    missing: str = ""


def write_job(job: Job, target: Path) -> bytes:
    """The line that asks for a PDF at `target`."""
    fields = {
        **asdict(job),
        "media": str(job.media) if job.media else None,
        "fonts": [str(folder) for folder in job.fonts],
        "target": str(target),
    }
    return json.dumps(fields).encode() + b"\n"


def read_job(line: bytes) -> tuple[Job, Path]:
    """The job and the target that `write_job` wrote."""
    fields: dict[str, Any] = json.loads(line)
    target = Path(fields.pop("target"))
    media = Path(fields["media"]) if fields["media"] else None
    fonts = tuple(Path(folder) for folder in fields["fonts"])
    return Job(**{**fields, "media": media, "fonts": fonts}), target
