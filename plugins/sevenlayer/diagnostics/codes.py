"""All problem codes, each with a line that says what is wrong.

The explanations that ``sevenlayer problems CODE`` and ``docs/problems.md`` add stand in ``explanations/``, a file for each part.
"""

from __future__ import annotations

import enum

from .severity import Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


class Code(enum.StrEnum):
    """A problem code: ``part.what-is-wrong``.

    Its value is stable: suppressions, and programs that read JSON or SARIF, go by it. Each has a *summary*, one sentence
    of plain text, and the *severities* with which it is reported, the usual one first. ``Code("markup.no-alt")`` looks a
    value up and raises ValueError where there is no such code.
    """

    summary: str
    severities: tuple[Severity, ...]

    # The summary has a default for mypy alone, which takes `Code("markup.no-alt")` for a call of this.
    def __new__(cls, value: str, summary: str = "", *severities: Severity) -> Code:
        member = str.__new__(cls, value)
        member._value_ = value
        member.summary = summary
        member.severities = severities
        return member

    @property
    def part(self) -> str:
        """The part of the package that reports it: what stands before the dot."""
        return self.value.partition(".")[0]

    @classmethod
    def look_up(cls, value: str, otherwise: Code) -> Code:
        """Return the code with *value*, or *otherwise* where there is none."""
        try:
            return cls(value)
        except ValueError:
            return otherwise

    BUILD_FAILED = "build.failed", "The build stopped at an exception that nothing had foreseen.", _ERROR

    SITE_BAD_SETTING = "site.bad-setting", "A setting has a value that it cannot have.", _ERROR
    MARKUP_MARKDOWN_SETTING = (
        "markup.markdown-setting",
        "The site sets MARKDOWN, which configures Python-Markdown; Sevenlayer reads Markdown by itself.",
        _INFO,
        _WARNING,
    )
    MARKUP_PYTHON_MARKDOWN = (
        "markup.python-markdown",
        "Posts use syntax of an extension of Python-Markdown, which is shown as text or in another way.",
        _WARNING,
    )
    SITE_BAD_OUTPUT = "site.bad-output", "A page or a feed of the built site is not well-formed.", _ERROR
    SITE_OUTPUT_FOLDER = (
        "site.output-folder",
        "The output folder holds files that are not Sevenlayer's, or overlaps with sources.",
        _ERROR,
    )

    PLUGIN_FAILED = "plugin.failed", "A plugin could not be imported or registered.", _ERROR

    PELICAN_ERROR = "pelican.error", "Pelican or another plugin logged an error.", _ERROR
    PELICAN_WARNING = "pelican.warning", "Pelican or another plugin logged a warning.", _WARNING

    SOURCE_OUTSIDE = "source.outside", "A file is a symbolic link that leads out of the content folder.", _ERROR
    SOURCE_NOT_A_FILE = "source.not-a-file", "What has a post's name is a pipe, a device or a folder.", _ERROR
    SOURCE_UNREADABLE = "source.unreadable", "The operating system does not let a file be read.", _ERROR
    SOURCE_TOO_LARGE = "source.too-large", "A post is larger than a post may be.", _ERROR
    SOURCE_ENCODING = "source.encoding", "A post is not encoded in UTF-8.", _ERROR
    SOURCE_NUL = "source.nul", "A post has a NUL character, so it is hardly text.", _ERROR
    SOURCE_LONG_LINE = "source.long-line", "A line of a post is longer than a line may be.", _ERROR
    SOURCE_CONTROL_CHARACTER = "source.control-character", "A post has an invisible control character.", _WARNING

    POST_UNREADABLE = "post.unreadable", "The reader of a post stopped at an exception.", _ERROR

    FRONT_MATTER_NO_TITLE = "front_matter.no-title", "A post has no title.", _ERROR
    FRONT_MATTER_NO_DATE = "front_matter.no-date", "A post has no date.", _ERROR
    FRONT_MATTER_UNTERMINATED = "front_matter.unterminated", "The front matter has no closing line '---'.", _ERROR
    FRONT_MATTER_SYNTAX = "front_matter.syntax", "The front matter is not valid YAML.", _ERROR
    FRONT_MATTER_NOT_A_MAPPING = "front_matter.not-a-mapping", "The front matter is not a list of fields.", _ERROR
    FRONT_MATTER_TOO_LARGE = (
        "front_matter.too-large",
        "The front matter has too many values or too many levels.",
        _ERROR,
    )
    FRONT_MATTER_BAD_ALIAS = "front_matter.bad-alias", "A YAML alias stands for nothing that is known.", _ERROR
    FRONT_MATTER_TAG = "front_matter.tag", "The front matter has a YAML tag, such as '!!python/object'.", _ERROR
    FRONT_MATTER_BAD_KEY = "front_matter.bad-key", "The name of a field is a list or a mapping.", _ERROR
    FRONT_MATTER_DUPLICATE_KEY = "front_matter.duplicate-key", "A field occurs twice.", _ERROR, _WARNING
    FRONT_MATTER_UNKNOWN_KEY = "front_matter.unknown-key", "A field looks like a misspelt known one.", _WARNING
    FRONT_MATTER_RESERVED_KEY = "front_matter.reserved-key", "A field has a name that Pelican uses itself.", _WARNING
    FRONT_MATTER_BAD_TYPE = (
        "front_matter.bad-type",
        "A field has a list or a mapping where it needs a single value.",
        _ERROR,
    )
    FRONT_MATTER_CONTROL_CHARACTER = (
        "front_matter.control-character",
        "The value of a field has a control character.",
        _ERROR,
    )
    FRONT_MATTER_CUT_TITLE = "front_matter.cut-title", "A '#' ends the title: YAML reads a comment there.", _WARNING
    FRONT_MATTER_BAD_FIELD = (
        "front_matter.bad-field",
        "A field that has no code of its own is missing or has a wrong value.",
        _ERROR,
    )
    FRONT_MATTER_BAD_DATE = "front_matter.bad-date", "The value of 'date' is not a date.", _ERROR
    FRONT_MATTER_BAD_MODIFIED = "front_matter.bad-modified", "The value of 'modified' is not a date.", _ERROR
    FRONT_MATTER_BAD_TIMEZONE = "front_matter.bad-timezone", "The value of 'timezone' is not a time zone.", _ERROR
    FRONT_MATTER_BAD_DATE_FORMAT = (
        "front_matter.bad-date-format",
        "The value of 'date_format' is not a date format.",
        _ERROR,
    )
    FRONT_MATTER_BAD_LANG = "front_matter.bad-lang", "The value of 'lang' is not a language.", _ERROR
    FRONT_MATTER_BAD_STATUS = "front_matter.bad-status", "The value of 'status' is not a status.", _ERROR
    FRONT_MATTER_BAD_DRAFT = "front_matter.bad-draft", "The value of 'draft' is neither true nor false.", _ERROR
    FRONT_MATTER_BAD_PUBLISHED = (
        "front_matter.bad-published",
        "The value of 'published' is neither true nor false.",
        _ERROR,
    )
    FRONT_MATTER_BAD_TRANSLATION = (
        "front_matter.bad-translation",
        "The value of 'translation' is neither true nor false.",
        _ERROR,
    )
    FRONT_MATTER_BAD_OPENSTACK_NAMES = (
        "front_matter.bad-openstack-names",
        "The value of 'openstack_names' is neither true nor false.",
        _ERROR,
    )
    FRONT_MATTER_BAD_SERIES_INDEX = (
        "front_matter.bad-series-index",
        "The value of 'series_index' is not a whole number from 1 to 9999.",
        _ERROR,
    )
    FRONT_MATTER_BAD_SLUG = "front_matter.bad-slug", "The value of 'slug' is not a slug.", _WARNING, _ERROR
    FRONT_MATTER_BAD_SAVE_AS = (
        "front_matter.bad-save-as",
        "The value of 'save_as' is not a path below the output folder.",
        _ERROR,
    )
    FRONT_MATTER_BAD_URL = "front_matter.bad-url", "The value of 'url' is not a path below the site's root.", _ERROR
    FRONT_MATTER_BAD_TEMPLATE = (
        "front_matter.bad-template",
        "The theme has no such template, or it is made for something else than posts.",
        _ERROR,
    )
    FRONT_MATTER_BAD_FILE = (
        "front_matter.bad-file",
        "A linked file is missing or is outside the content folder.",
        _ERROR,
    )
    FRONT_MATTER_OUTSIDE_OUTPUT = (
        "front_matter.outside-output",
        "A post would be written outside the output folder.",
        _ERROR,
    )
    FRONT_MATTER_SAME_URL = "front_matter.same-url", "Two sources would be written to the same file.", _ERROR
    FRONT_MATTER_NO_ORIGINAL = "front_matter.no-original", "A translation has no original.", _WARNING
    FRONT_MATTER_NO_SERIES = "front_matter.no-series", "There is a 'series_index' without a 'series'.", _WARNING

    MARKUP_EMPTY = "markup.empty", "A post has no text.", _WARNING
    MARKUP_TOO_DEEP = "markup.too-deep", "Lists, quotations or directives are nested too deep.", _ERROR
    MARKUP_UNKNOWN_ROLE = "markup.unknown-role", "There is no role of this name.", _ERROR
    MARKUP_BAD_ROLE = "markup.bad-role", "A role cannot understand its text.", _ERROR
    MARKUP_UNKNOWN_DIRECTIVE = "markup.unknown-directive", "There is no directive of this name.", _ERROR
    MARKUP_BAD_DIRECTIVE = "markup.bad-directive", "A directive of docutils is not written as it has to be.", _ERROR
    MARKUP_FORBIDDEN_DIRECTIVE = (
        "markup.forbidden-directive",
        "A directive of docutils is not allowed in posts.",
        _ERROR,
    )
    MARKUP_BROKEN_FENCE = "markup.broken-fence", "A directive in Markdown has text between its backquotes.", _ERROR
    MARKUP_UNKNOWN_OPTION = "markup.unknown-option", "A directive has no option of this name.", _ERROR, _WARNING
    MARKUP_BAD_OPTION = "markup.bad-option", "The option of a directive has a value that it cannot have.", _ERROR
    MARKUP_NO_ARGUMENT = "markup.no-argument", "A directive lacks the argument that it needs.", _ERROR
    MARKUP_NO_CONTENT = "markup.no-content", "A directive lacks the content that it needs.", _ERROR
    MARKUP_UNKNOWN_LANGUAGE = "markup.unknown-language", "No lexer has the name of a block's language.", _WARNING
    MARKUP_BAD_MATH = "markup.bad-math", "A formula is not valid LaTeX.", _ERROR
    MARKUP_NO_ALT = "markup.no-alt", "An image has no alternative text.", _WARNING
    MARKUP_BAD_URL = "markup.bad-url", "A URL cannot be read, or may not be linked.", _ERROR, _WARNING
    MARKUP_UNKNOWN_LINK = "markup.unknown-link", "Pelican found nothing at a link such as '{filename}x.md'.", _WARNING
    MARKUP_UNKNOWN_REFERENCE = "markup.unknown-reference", "A link refers to a label that is not defined.", _WARNING
    MARKUP_UNKNOWN_FOOTNOTE = "markup.unknown-footnote", "A footnote reference has no footnote.", _WARNING
    MARKUP_UNUSED_FOOTNOTE = "markup.unused-footnote", "Nothing refers to a footnote.", _WARNING
    MARKUP_DUPLICATE_FOOTNOTE = "markup.duplicate-footnote", "Two footnotes have the same name.", _WARNING
    MARKUP_LONG_ROW = "markup.long-row", "A row of a table has more cells than the table has columns.", _WARNING
    MARKUP_DUPLICATE_ID = "markup.duplicate-id", "Two elements of a post have the same id.", _WARNING
    MARKUP_RAW_HTML = "markup.raw-html", "Some raw HTML was left out or is shown as text.", _WARNING, _ERROR
    MARKUP_UNCLOSED = "markup.unclosed", "An HTML element or comment is never closed.", _WARNING
    MARKUP_LIQUID = "markup.liquid", "A Liquid tag or a Hugo shortcode is not understood.", _WARNING
    MARKUP_KRAMDOWN = "markup.kramdown", "An attribute list of kramdown is not understood.", _WARNING
    MARKUP_NO_HEADING = "markup.no-heading", "A line looks like a heading but lacks the space after '#'.", _WARNING
    MARKUP_UNKNOWN_SUBSTITUTION = (
        "markup.unknown-substitution",
        "A substitution such as '|name|' is not defined.",
        _ERROR,
    )
    MARKUP_FORBIDDEN_FILE = "markup.forbidden-file", "A directive may not read the file that it names.", _ERROR
    MARKUP_CIRCULAR_INCLUDE = "markup.circular-include", "A file includes itself.", _ERROR
    MARKUP_DOCUTILS = (
        "markup.docutils",
        "The reStructuredText has a fault that has no code of its own.",
        _WARNING,
        _ERROR,
        _INFO,
    )

    CROSS_REFERENCES_UNKNOWN = "cross_references.unknown", "A link leads to nothing on this site.", _ERROR
    CROSS_REFERENCES_UNKNOWN_FRAGMENT = (
        "cross_references.unknown-fragment",
        "The linked post exists, and nothing in it has the id after '#'.",
        _ERROR,
    )
    CROSS_REFERENCES_UNKNOWN_MARK = (
        "cross_references.unknown-mark",
        "A link begins with a word in braces that does not exist.",
        _ERROR,
    )
    CROSS_REFERENCES_AMBIGUOUS = "cross_references.ambiguous", "A link may mean several posts.", _ERROR
    CROSS_REFERENCES_BAD_URL = "cross_references.bad-url", "A link is not a valid URL.", _ERROR
    CROSS_REFERENCES_NOT_A_FILE = (
        "cross_references.not-a-file",
        "A link to a file names the source of a post.",
        _ERROR,
    )
    CROSS_REFERENCES_DRAFT = "cross_references.draft", "A published post links to a draft.", _WARNING, _ERROR
    CROSS_REFERENCES_SAME_NAME = "cross_references.same-name", "Two posts claim the same URL.", _ERROR
    CROSS_REFERENCES_BAD_NAME = (
        "cross_references.bad-name",
        "A 'permalink', an alias or an id is not a URL.",
        _ERROR,
    )
    CROSS_REFERENCES_BAD_REDIRECT = (
        "cross_references.bad-redirect",
        "A redirect in the settings leads to another site.",
        _ERROR,
    )
    CROSS_REFERENCES_LOOP = "cross_references.loop", "The redirects in the settings form a loop.", _ERROR
    CROSS_REFERENCES_COLLISION = (
        "cross_references.collision",
        "A redirect cannot be written, since something else is written there.",
        _ERROR,
    )
    CROSS_REFERENCES_NOT_SERVED = (
        "cross_references.not-served",
        "A former URL needs a redirect that no page can be.",
        _WARNING,
        _INFO,
    )
    CROSS_REFERENCES_UNUSED_SUPPRESSION = (
        "cross_references.unused-suppression",
        "'allow_broken' names a link that is not broken.",
        _WARNING,
    )
    CROSS_REFERENCES_ORPHAN = "cross_references.orphan", "No other post or page links to this one.", _INFO
    CROSS_REFERENCES_SERIES_GAP = "cross_references.series-gap", "A part of a series is missing.", _WARNING
    CROSS_REFERENCES_SERIES_DUPLICATE = (
        "cross_references.series-duplicate",
        "Two posts are the same part of a series.",
        _WARNING,
    )
    CROSS_REFERENCES_SERIES_NO_INDEX = (
        "cross_references.series-no-index",
        "A part of a numbered series has no 'series_index'.",
        _WARNING,
    )
    CROSS_REFERENCES_SERIES_IGNORED = (
        "cross_references.series-ignored",
        "The field 'series' has no effect in a page or in this translation.",
        _WARNING,
    )
    CROSS_REFERENCES_DEAD_LINK = "cross_references.dead-link", "A link to another site is dead.", _ERROR
    CROSS_REFERENCES_UNSURE_LINK = "cross_references.unsure-link", "A link to another site may be dead.", _WARNING
    CROSS_REFERENCES_MOVED_LINK = "cross_references.moved-link", "A linked page has moved permanently.", _INFO
    CROSS_REFERENCES_UNCHECKED_LINK = (
        "cross_references.unchecked-link",
        "A link was not checked, since it leads to a private address.",
        _INFO,
    )

    LAYER_DIAGRAMS_TEXT = "layer_diagrams.text", "A line of a diagram's text is wrong.", _ERROR, _WARNING
    LAYER_DIAGRAMS_CONTRADICTION = (
        "layer_diagrams.contradiction",
        "Parts of a diagram's directive cannot be combined.",
        _ERROR,
    )
    LAYER_DIAGRAMS_NOTHING_TO_DRAW = "layer_diagrams.nothing-to-draw", "A diagram has no layers.", _ERROR
    LAYER_DIAGRAMS_UNKNOWN_EDITION = (
        "layer_diagrams.unknown-edition",
        "There is no edition of the layers of this year.",
        _ERROR,
    )
    LAYER_DIAGRAMS_UNKNOWN_LAYER = "layer_diagrams.unknown-layer", "An edition has no such layer.", _ERROR
    LAYER_DIAGRAMS_UNKNOWN_SERVICE = (
        "layer_diagrams.unknown-service",
        "A diagram does not have the service that is to be highlighted.",
        _WARNING,
    )
    LAYER_DIAGRAMS_UPWARD = "layer_diagrams.upward", "A service needs one that stands above it.", _WARNING
    LAYER_DIAGRAMS_OTHER_LAYER = (
        "layer_diagrams.other-layer",
        "The edition that a diagram names has a service in another layer.",
        _INFO,
    )

    OPENSTACK_BAD_FACTS = "openstack.bad-facts", "A data file about OpenStack is wrong.", _ERROR
    OPENSTACK_UNKNOWN_PROJECT = "openstack.unknown-project", "'projects' names a project that does not exist.", _ERROR
    OPENSTACK_MOVED_LINK = "openstack.moved-link", "A linked page of OpenStack has moved.", _INFO
    OPENSTACK_GONE_LINK = "openstack.gone-link", "A linked page of OpenStack is gone.", _INFO
    OPENSTACK_UNSURE_LINK = "openstack.unsure-link", "A linked page of OpenStack may have moved or gone.", _INFO
    OPENSTACK_UNUSED_KEEP_LINK = (
        "openstack.unused-keep-link",
        "'keep_links' names a link that the post does not have.",
        _WARNING,
    )
    OPENSTACK_SECRET = "openstack.secret", "A password, token or key in a block of code looks real.", _WARNING
