"""One entry of the table of codes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """What a code means.

    Attributes:
        slug: its name.
        message: English sentence with `{fields}`, translated when it is shown.
        explanation: two to four sentences for `--explain`: why it matters, what to do.
        example: a minimal piece of a file that has it.
        file: where such a piece stands.
        baseline: of a heuristic, from which value on it speaks, and why that one: one sentence.
    """

    slug: str
    message: str
    explanation: str
    example: str
    file: str = "content/cas/items.yaml"
    baseline: str = ""
