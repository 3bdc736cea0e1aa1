"""A text in a block says in YAML what it said where it was typed."""

import pytest
import yaml

from casekit.content.writing.yaml_text import WIDTH, write_block

LONG = "Une marque ouvre sa boutique en ligne et y vend ce que ses ateliers produisent. " * 3


def read_block(text):
    block = write_block(text, 4)
    assert all(line == line.rstrip() for line in block.splitlines())
    return yaml.safe_load(f"stem: |\n{block}\n")["stem"]


def test_long_prose_is_wrapped_and_short_lines_stay():
    rows = read_block(LONG + "\nUne ligne.\n\nUne autre.").splitlines()
    assert max(map(len, rows)) <= WIDTH - 4
    assert rows[-3:] == ["Une ligne.", "", "Une autre."]
    assert " ".join(rows[:-3]) == LONG.strip()


@pytest.mark.parametrize(
    "text",
    [
        "Lesquels ?\n\n- un\n- deux\n  - trois\n",
        f"1. {LONG.strip()}\n2. Un autre",
        f"| An | Ventes |\n|----|----|\n| {LONG.strip()} | 61 |",
        f"> {LONG.strip()}",
        f"```\n{LONG.strip()}\n```",
    ],
)
def test_lists_tables_quotations_and_code_keep_their_lines(text):
    assert read_block(text).rstrip("\n") == text.strip()


@pytest.mark.parametrize("sign", ["+ 20 %", "- 3 %", "1. de plus", "# 1", "* vu"])
def test_no_line_begins_with_what_would_begin_a_list_or_a_title(sign):
    for length in range(60, 110):
        words = ("mot " * length)[:length].strip()
        rows = read_block(f"{words} {sign} et encore {words}").splitlines()
        assert not any(row.startswith(sign) for row in rows)
