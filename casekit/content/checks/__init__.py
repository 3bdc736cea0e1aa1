"""The checks: of one item (`wording`), and across the files of a workspace (all others)."""
