"""Who has an account, and how they come in."""

from flask import Flask
from web.visitor import HOME, Visitor

from casekit.domain.section import Section

PASSWORD = "une phrase de passe"
ADA = {"name": "Ada Lovelace", "email": "ada@example.org", "password": PASSWORD}


def join_as_ada(app: Flask, section: Section) -> Visitor:
    """A student who has just made an account with the section's code."""
    visitor = Visitor(app)
    reply = visitor.post("/join", code=section.code, **ADA)
    assert (reply.status_code, reply.location) == (303, HOME)
    visitor.token = ""
    return visitor


def sign_in(visitor: Visitor, password: str = PASSWORD, **fields: str):
    visitor.token = ""
    reply = visitor.post("/sign-in", email="ADA@example.org ", password=password, **fields)
    visitor.token = ""
    return reply
