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


class EmptyCardSheetError(ExportError):
    """A case of which nothing becomes a card."""

    def message(self) -> str:
        """The sentence."""
        return gettext("No question of this case becomes a card, so there is no sheet to print.")


class MissingLibraryError(ExportError):
    """WeasyPrint is there, but the system's text libraries that it draws with are not."""

    def message(self) -> str:
        """The sentence."""
        return gettext(
            "PDF handouts need Pango: install the packages {packages} (so called in Debian and "
            "Ubuntu).",
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


class RefusedImageError(ExportError):
    """An image of the case that cannot be printed.

    Attributes:
        name: its file in the media folder.
        fault: `bytes` or `pixels` when it is too large, else `unreadable`.
    """

    def __init__(self, name: str, fault: str) -> None:
        super().__init__(name, fault)
        self.name = name
        self.fault = fault

    def message(self) -> str:
        """The sentence."""
        if self.fault == "unreadable":
            return gettext('The image "{name}" cannot be read: save it again.', name=self.name)
        return gettext(
            'The image "{name}" is too large: save it again with at most 20 MB and 60 million '
            "pixels.",
            name=self.name,
        )


class BrokenFontError(ExportError):
    """A font, most likely one of the workspace's own, that cannot be read.

    Attributes:
        name: its file in the folder of fonts.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def message(self) -> str:
        """The sentence."""
        return gettext('The font "{name}" cannot be read: save it again.', name=self.name)


class LimitError(ExportError):
    """A document that takes more time or memory than the press gives it.

    Attributes:
        kind: `time` or `memory`.
    """

    def __init__(self, kind: str, memory: int, cpu_s: int) -> None:
        super().__init__(kind, memory, cpu_s)
        self.kind = kind
        self._memory = memory
        self._cpu_s = cpu_s

    def message(self) -> str:
        """The sentence."""
        if self.kind == "time":
            return gettext(
                "Setting the PDF takes longer than {n} seconds, so it was stopped: is the text "
                "very long?",
                n=self._cpu_s,
            )
        return gettext(
            "Setting the PDF takes more than {n} MB of memory, so it was stopped: is an image "
            "very large?",
            n=self._memory // 1_000_000,
        )


class StoppedPressError(ExportError):
    """The process that set the PDF broke off."""

    def message(self) -> str:
        """The sentence."""
        return gettext("The program that sets the PDF broke off. Try again; if it does, report it.")


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
