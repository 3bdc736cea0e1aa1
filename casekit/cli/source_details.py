"""Asking an author for what an article's text does not say of it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from casekit.cli.ask import ask, ask_id, ask_many
from casekit.text.i18n import gettext

if TYPE_CHECKING:
    from casekit.content.writing.desk import Desk
    from casekit.content.writing.new_source import NewSource

Asked = tuple[str | None, str | None, tuple[str, ...], str | None]
"""Title, publisher, authors and date, as far as options say them."""


def complete_source(
    desk: "Desk", new: "NewSource", asked: Asked, source_id: str | None
) -> "NewSource":
    """The source with what was asked for; what is left empty stays unknown."""
    from casekit.content.writing.new_source import check_date

    title, publisher, authors, published = asked
    found = new.metadata
    chosen = ask(gettext("Its title"), "--title", title, found.title)
    known = (publisher, found.publisher or "", published, found.published or "")
    metadata = replace(
        found,
        title=chosen,
        has_title=found.has_title or chosen != found.title,
        publisher=ask(gettext("Its publisher"), "--publisher", known[0], known[1]) or None,
        authors=ask_many(
            gettext("Its authors (; between several)"), "--author", authors, found.authors
        ),
        published=ask(
            gettext("Its date, as 2026-04-17"), "--published", known[2], known[3], check_date
        )
        or None,
    )
    taken = set(desk.material.sources) | set(desk.material.texts)
    return replace(new, source_id=ask_id(source_id, chosen, taken), metadata=metadata)
