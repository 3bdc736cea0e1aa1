"""casekit: one item bank, tied to verbatim evidence, for every outlet of a course."""

__version__ = "0.1.0"
