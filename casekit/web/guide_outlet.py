"""The exhibits that the guide shows: those that its own examples describe."""

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from casekit.content.document import parse_document
from casekit.domain.course import Exhibit
from casekit.text.markdown import render_markdown
from casekit.web.outlet import show_exhibit
from casekit.web.rendering import render_part

_EXAMPLE = re.compile(r"^```yaml\n(?P<yaml>.*?)^```$", re.MULTILINE | re.DOTALL)


def read_examples(page: str) -> dict[str, Exhibit]:
    """The exhibits among the examples of a page, by id."""
    entries = [
        entry
        for found in _EXAMPLE.finditer(page)
        for entry in parse_document("", found["yaml"].encode(), has_body=False).data or ()
    ]
    exhibits = [Exhibit.model_validate(entry) for entry in entries if "kind" in entry]
    return {exhibit.id: exhibit for exhibit in exhibits}


def render_guide(page: str, language: str) -> Markup:
    """A page of the guide; a line `{{ exhibit id }}` sets the example of that name."""
    if "\n{{ exhibit " not in page:
        return Markup(render_markdown(page, language))  # noqa: S704 - sanitised
    outlet = _GuideOutlet(read_examples(page), language)
    return Markup(render_markdown(page, language, outlet))  # noqa: S704 - sanitised


class _GuideOutlet:
    """The outlet of a page that has examples of exhibits, and nothing to cite."""

    def __init__(self, exhibits: Mapping[str, Exhibit], language: str) -> None:
        self._exhibits = exhibits
        self._language = language

    def citation(self, source: str, excerpt: str | None, paragraph: int | None) -> str:
        """What stands there: there are no sources."""
        return str(escape(f"[{source}]"))

    def excerpt(self, ref: str) -> str:
        """What stands there."""
        return f"<p>{escape(ref)}</p>"

    def exhibit(self, exhibit_id: str) -> str:
        """The example of this name, drawn."""
        exhibit = self._exhibits.get(exhibit_id)
        if exhibit is None:
            return f"<p>{escape(exhibit_id)}</p>"
        view = show_exhibit(exhibit, self._language)
        return render_part("_exhibit.html", "exhibit", view)

    def image(self, src: str, alt: str) -> str:
        """Its alternative text."""
        return str(escape(alt))
