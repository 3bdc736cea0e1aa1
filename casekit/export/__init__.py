"""From the Bank to files: one module for each target, none of which needs a server or a database.

A target's library is imported in that target's module alone (genanki in `anki`, WeasyPrint in
`handout`), and this front imports nothing, so that who exports one thing loads one library.
"""
