"""The values and the rules: no I/O, no clock, no hidden chance.

Everything here may be imported by every other room and imports only the standard library and
pydantic. A time is a parameter (`now`), a seed is a parameter, and a number as typed in French or
English is read here because reading it is a rule.
"""
