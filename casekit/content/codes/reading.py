"""E1xx: what keeps a file, or a part of it, from being read."""

from casekit.content.codes.code import Code
from casekit.text.i18n import N_

READING = {
    "E101": Code(
        "syntax",
        N_("this cannot be read as YAML; the entry around it is left out"),
        N_(
            "The line, or one just above it, breaks the rules of YAML and no usual slip explains"
            " it. Look for an indentation that changes, a dash or a colon without a space after"
            " it, a quote that is not closed. Text that stands in a block (| and the text on the"
            " lines below) needs no quotes at all."
        ),
        "  - id: canal-unique\n   type: single\n",
    ),
    "E102": Code(
        "colon-in-text",
        N_('in YAML a colon followed by a space makes a key of what stands before it: "{text}"'),
        N_(
            "In unquoted text a colon with a space begins a value, so the sentence is torn apart or"
            " cannot be read at all. French puts a space before its colons as well, which makes"
            " the trap frequent. Put the text in quotes, or in a block (|) below the key."
        ),
        "    stem: Selon l'article : combien de comptes ?\n",
    ),
    "E103": Code(
        "hash-in-text",
        N_('a # after a space begins a comment: "{rest}" would be lost'),
        N_(
            "YAML silently drops the rest of a line from a # that follows a space. Put the text in"
            " quotes. For a real comment leave a space after the #."
        ),
        "    stem: Xiaomi, #1 en Chine\n",
    ),
    "E104": Code(
        "comma-in-list",
        N_("in a list in brackets a comma parts two entries, also between two digits"),
        N_(
            "[11,7, 12,5] has four entries for YAML, not two. Put each number that has a decimal"
            " comma in quotes, or write the list on several lines with dashes. If two entries are"
            " meant, put a space after the comma."
        ),
        "    range: [11,7, 12,5]\n",
    ),
    "E105": Code(
        "sign-needs-quotes",
        N_("unquoted text cannot begin with {sign}"),
        N_(
            "Some signs mean something to YAML at the beginning of a value: quotes, *, &, !, |, >,"
            " %, @, brackets, braces and the backquote. Put the whole text in quotes, or in a"
            " block (|) below the key."
        ),
        '      - "Xiaomi" est une marque\n',
    ),
    "E106": Code(
        "tab-in-indentation",
        N_("there is a tab in the indentation; YAML takes spaces only"),
        N_(
            "The depth of a line says what it belongs to, and a tab has no agreed width. Write"
            " spaces; most editors can be set to do so when the Tab key is pressed."
        ),
        "\tbloom: understand\n",
    ),
    "E107": Code(
        "no-break-space-in-indentation",
        N_("there is a no-break space in the indentation; YAML takes ordinary spaces only"),
        N_(
            "Text copied from a word processor or a web page often brings no-break spaces, which"
            " look like spaces and are not. At the beginning of a line they break the structure."
        ),
        "   \u00a0bloom: understand\n",
    ),
    "E108": Code(
        "typed-bullets",
        N_('"{sign}" begins no list in YAML: these lines are read as one text'),
        N_(
            "The bullets of a word processor are ordinary signs to YAML, so the entries run"
            " together. Begin each entry with a hyphen and a space."
        ),
        "authors:\n  • Une équipe\n  • Une autre\n",
        "content/course.yaml",
    ),
    "E109": Code(
        "duplicate-key",
        N_('"{key}" stands here twice; the first is on line {first}'),
        N_(
            "A key can have one value only, and casekit does not guess which one is meant. Often a"
            " hyphen is missing above the second group of keys."
        ),
        "    objective: LO1\n    objective: LO1\n",
    ),
    "E110": Code(
        "anchor-or-tag",
        N_("{sign} at the beginning of a value means an anchor, an alias or a tag: not read here"),
        N_(
            "YAML can name a value with &, repeat it with * and type it with !. casekit reads none"
            " of them, so that a file says what it seems to say. Text that begins with one of"
            " these signs has to be in quotes."
        ),
        "    stem: *important\n",
    ),
    "E111": Code(
        "file-too-large",
        N_("the file is larger than {limit} MB"),
        N_("No file of text that a person wrote is so large. Cut it into several files."),
        "# ...\n",
    ),
    "E112": Code(
        "nested-too-deep",
        N_("more than {limit} levels inside one another"),
        N_(
            "No file of a course is nested so deep. Look for brackets or dashes repeated by"
            " mistake."
        ),
        "items: [[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]\n",
    ),
    "E113": Code(
        "not-utf-8",
        N_('the file is not in UTF-8: byte {byte}, perhaps "{letter}" in an older encoding'),
        N_(
            "Every file is read as UTF-8. This one was probably saved as Latin-1 or Windows-1252."
            " Open it in the encoding it has and save it as UTF-8."
        ),
        "    stem: (é, saved as Latin-1)\n",
    ),
    "E114": Code(
        "control-character",
        N_("an invisible control character ({sign}) stands here"),
        N_(
            "Such characters come along when text is copied from a PDF. Delete it and type the"
            " place again."
        ),
        "    stem: (U+0002)\n",
    ),
    "E115": Code(
        "unreadable-file",
        N_("the file cannot be read: {reason_word}"),
        N_("casekit found the name but could not open the file. Check its permissions and links."),
        "(a link to itself)\n",
    ),
    "E116": Code(
        "outside-workspace",
        N_("this link leads out of the workspace"),
        N_(
            "What is taught must lie in the workspace, so that it can be moved and kept whole."
            " Replace the link by a copy of the file."
        ),
        "(a link to a file elsewhere)\n",
    ),
    "E117": Code(
        "no-keys",
        N_("keys with values are expected, found {found_word}"),
        N_(
            "Each file begins with keys at the left margin, such as items: or title:. An empty file"
            " is an error as well: delete it or fill it."
        ),
        "- id: un\n",
    ),
    "E118": Code(
        "second-document",
        N_("a line --- begins a second document; only one is read"),
        N_("A YAML file of casekit holds one document. Delete the line, or make two files."),
        "---\n",
    ),
    "E119": Code(
        "odd-key",
        N_("a key must be a word, not a list, keys with values or an alias"),
        N_(
            "A value in brackets or braces stands where a key is due. Put text that begins with a"
            " bracket in quotes."
        ),
        "    [un]: deux\n",
    ),
    "E120": Code(
        "no-front-matter",
        N_("the file must begin with --- and its keys, closed by a second line ---"),
        N_(
            "case.md has two parts: keys with values (title, summary, sources ...) between two"
            " lines of three hyphens, then the narrative."
        ),
        "title: Arriver en Europe\n",
        "content/cas/case.md",
    ),
    "E121": Code(
        "space-before-colon",
        N_('the colon stands right after the key "{text}", without a space'),
        N_(
            "French typing puts a space before a colon, YAML does not. In a list such a line would"
            " be read as something else without a word, so casekit accepts it nowhere."
        ),
        "    bloom : understand\n",
    ),
    "E122": Code(
        "colon-without-space",
        N_('no ordinary space follows the colon of "{text}"'),
        N_(
            "YAML takes a word for a key only if its colon is followed by a space or by the end of"
            " the line; the no-break space of a word processor does not count."
        ),
        "    bloom:understand\n",
    ),
}
