"""Why a file could not be made, as a sentence for the person who asked for it."""

from casekit.text.i18n import gettext


class ExportError(Exception):
    """A file that cannot be made; the sentence is in the language current when it is read."""

    def message(self) -> str:
        """The sentence."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.message()


class EmptyDeckError(ExportError):
    """Nothing to export becomes a card."""

    def message(self) -> str:
        """The sentence."""
        return gettext("No question becomes a card here, so there is no deck to write.")


class OldDeckError(ExportError):
    """A file to compare with that is no deck of ours."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def message(self) -> str:
        """The sentence."""
        return gettext(
            "{name} is not a deck that casekit wrote. Give the .apkg of an earlier export.",
            name=self.name,
        )


class EditionError(ExportError):
    """An edition that is not made, or not yet."""

    def __init__(self, edition: str, made: tuple[str, ...]) -> None:
        super().__init__(edition)
        self.edition = edition
        self.made = made

    def message(self) -> str:
        """The sentence."""
        return gettext(
            'There is no "{edition}" edition of the handout yet. Ask for: {editions}.',
            edition=self.edition,
            editions=", ".join(self.made),
        )


class MissingLibraryError(ExportError):
    """WeasyPrint is there, but the system's text libraries that it draws with are not."""

    def message(self) -> str:
        """The sentence."""
        return gettext(
            "PDF handouts need the Pango libraries. Install the packages {packages} "
            "(their names in Debian and Ubuntu), then try again.",
            packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        )


class RefusedAddressError(ExportError):
    """A document asked for a file that is neither ours nor an image of the case.

    Attributes:
        address: what was asked for, as it stood in the document.
    """

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address

    def message(self) -> str:
        """The sentence."""
        return gettext(
            'The document asks for "{address}". Only images in the media folder of the case '
            "can be used.",
            address=self.address,
        )


class BrokenTemplateError(ExportError):
    """A template, most likely one of the workspace's own, that does not render.

    Attributes:
        file: its name within the folder of its outlet.
        reason: what its engine says, in English.
    """

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(file, reason)
        self.file = file
        self.reason = reason

    def message(self) -> str:
        """The sentence."""
        return gettext(
            "The template {file} cannot be used: {reason}", file=self.file, reason=self.reason
        )
