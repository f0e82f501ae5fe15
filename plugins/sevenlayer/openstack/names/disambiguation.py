"""Tell whether a written name means a project, by the words around it."""

from __future__ import annotations

import enum
import re

from sevenlayer.openstack.facts import Facts


class Sense(enum.Enum):
    """The sense of a name, as far as the words around it tell."""

    PROJECT = enum.auto()
    UNKNOWN = enum.auto()
    OTHER = enum.auto()


#: Words that directly follow names of software, and rarely other names.
_SOFTWARE = frozenset(
    """
    agent agents api apis blueprint blueprints bug bugs cli client clients code codebase commit commits community config
    configuration contributor contributors controller core cores daemon database deployment deployments developer developers
    devs docs documentation driver drivers endpoint endpoints extension extensions gate incubation installation integration
    meeting meetings node nodes patch patches plug-in plug-ins plugin plugins project projects ptl ptls release releases repo
    repos repository reviewers scheduler server servers service spec specs team teams test tests upgrade
    """.split()
)
_DETERMINERS = frozenset("a an each every her his its my our that the their these this those whose your".split())
# One word may come between these and a name: my dog Savanna.
_PERSONAL = frozenset(("her", "his", "my"))
# Any other word at the start of a sentence, such as a first name, is part of the name.
_BEGINNINGS = frozenset(
    """
    about add after all also although and any are as at because before behind besides beyond both but by call can change could
    deploy despite did do does due during enable even every except fix for from had has have here how if in inside instead
    install into is it just later let like many maybe meanwhile more most move near neither next no nor not now of often on
    once one only or our out outside over perhaps port run see should since so some soon start still than that then there
    these they this though through thus to today tomorrow try two under unless unlike until upon use via was we were what when
    where whether which while why will with within without would yes yet yesterday
    """.split()
)
_BEGINNING_ENDS = ("ed", "ing", "ly")
_TITLES = re.compile(r"(?:[A-Z]|Dr|Mrs?|Ms|Prof|Sr|St)\.")
# Actions of people and companies, rarely of projects.
_DOES = frozenset(
    "acquired announced announces invented invents married said sells sold spoke sponsored sponsors thought wrote".split()
)
# Words before names of people, companies and places, by the preposition: works at …, the CEO of ….
_PEOPLE = frozenset(
    """
    ceo colleague colleagues cto customer customers employee employees engineer engineers folks founder founders friend friends
    guest guests people visitor visitors
    """.split()
)
_DEEDS = frozenset("acquired bought employed founded hired hosted invented sold sponsored written".split())
_WAYS = frozenset("born drove flew flight live lived lives living stayed traveled travelled".split())
_WORK = frozenset("employed job worked working works".split())
_THINGS = frozenset(
    """
    airline band bar boat brand car cat city company corporation daughter dog firm hotel inventor man museum park physicist
    restaurant river ship singer street town village woman
    """.split()
)
_BETWEEN = {
    "by": _DEEDS,
    "for": _WORK,
    "from": _PEOPLE | _WAYS,
    "of": _PEOPLE,
    **dict.fromkeys(("called", "named"), _THINGS),
    **dict.fromkeys(("across", "around", "in", "near", "over", "through", "to"), _WAYS),
}
_BEFORE = re.compile(r"(\w(?:[\w.-]*\w)?)(['’]s|,? and|,? or|,| &amp;)?\Z")
_AFTER = re.compile(r"(,? and|,? or|,| &amp;)?\s+(\w(?:[\w.-]*\w)?)")
# May precede a word for software: the Quantum v2 API, the Quantum DHCP agent.
_VERSION = re.compile(r"(?:v?\d[\w.]*|[A-Z][A-Z0-9]{1,4})\Z")
_NEXT = re.compile(r"\s+([\w-]+)")
_BY = re.compile(r"\s+(?:by|of)\s+(\w+)")
_APPOSITION = re.compile(r",\s+(?:the|an?|our|their)\s+([^.,;:()!?\0]*)")
_WORD = re.compile(r"\w[\w-]*")


class SenseClassifier:
    """Classifies occurrences of names, using the names of *facts*."""

    def __init__(self, facts: Facts) -> None:
        projects = facts.projects.values()
        safe = {word for one in projects if one.is_unambiguous for word in one.written}
        safe |= {
            word for one in projects for former in one.formerly if former.is_unambiguous for word in former.written
        }
        names = {word for one in projects for word in one.written}
        names |= {word for one in projects for former in one.formerly for word in former.written}
        #: Names that always mean a project.
        self._unambiguous = frozenset(safe)
        #: Capitalised words that do not indicate another sense.
        self._known = frozenset({"I", "OpenStack", *names, *(one.title for one in facts.series)})

    def classify(self, before: str, after: str) -> Sense:
        """Return the sense of a name between the texts *before* and *after* it in its block; about a line of each is enough."""
        words = before.rsplit(None, 2)[-2:] if before[-1:].isspace() else []
        going_before, following = _BEFORE.search(" ".join(words)), _AFTER.match(after)
        if following is not None and _is_software(following, after):
            return Sense.PROJECT
        if (
            (going_before is not None and self._is_other_after(going_before, before))
            or (following is not None and self._is_other_before(following, after))
            or _is_somebody(words)
            or (words and _TITLES.fullmatch(words[-1]))
        ):
            return Sense.OTHER
        if following is not None and following[2] in self._unambiguous:
            return Sense.PROJECT
        return Sense.PROJECT if going_before is not None and self._is_joined_to(going_before) else Sense.UNKNOWN

    def _is_joined_to(self, found: re.Match[str]) -> bool:
        """Whether the word directly before the name identifies a project."""
        word, link = found.groups()
        return word in self._unambiguous or (word == "OpenStack" and link in (None, "’s", "'s"))

    def _is_other_after(self, found: re.Match[str], before: str) -> bool:
        word, link = found[1], found[2]
        small = word.lower()
        if link is None and small in _DETERMINERS:
            return True
        if link is not None and link.endswith("or"):
            return small not in _SOFTWARE and word not in self._known
        if link not in (None, " &amp;") or not self._is_capital(word):
            return False
        may_be_any = begins_sentence(before[: before.rindex(word)])
        return not (may_be_any and (small in _BEGINNINGS or small.endswith(_BEGINNING_ENDS)))

    def _is_other_before(self, found: re.Match[str], after: str) -> bool:
        link, word = found[1], found[2]
        if link is None and (word in _DOES or word in _THINGS):
            return True
        if link == ",":
            apposition = _APPOSITION.match(after)
            if apposition is not None:
                return not any(one in self._known or one.lower() in _SOFTWARE for one in _WORD.findall(apposition[1]))
            return word == "who" or self._is_capital(word)
        if link is None and (by := _BY.match(after)):
            return self._is_capital(by[1])
        return link in (None, " &amp;") and self._is_capital(word) and not word.isupper()

    def _is_capital(self, word: str) -> bool:
        """Whether *word* is capitalised and not a known OpenStack word."""
        return word[0].isupper() and word not in self._known and word.lower() not in _SOFTWARE


def _is_software(found: re.Match[str], after: str) -> bool:
    """Whether a word for software follows."""
    link, word = found.groups()
    if link is not None:
        return False
    if word.lower() in _SOFTWARE:
        return True
    second = _NEXT.match(after, found.end()) if _VERSION.match(word) else None
    return second is not None and second[1].lower() in _SOFTWARE


def _is_somebody(words: list[str]) -> bool:
    """Whether *words* introduce a person, company or place, except "look at"."""
    if not words:
        return False
    last, first = words[-1].lower(), words[0].lower() if len(words) == 2 else ""
    return (
        last in _THINGS
        or (last == "at" and not first.startswith("look"))
        or (first in _PERSONAL and last.isalpha())
        or first in _BETWEEN.get(last, ())
    )


_OPENING = " \t\r\n\"'“”‘’«([*_"
_SENTENCE_ENDS = ".!?:;…"


def begins_sentence(before: str) -> bool:
    """Whether the text after *before* starts a sentence."""
    rest = before.rstrip(_OPENING)
    return not rest or rest[-1] in _SENTENCE_ENDS
