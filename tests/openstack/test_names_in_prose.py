"""Former names in finished HTML: what is explained is shown as ``[written = meaning]``."""

from __future__ import annotations

import datetime
import re

import pytest
from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.names.former_names import Explanation, FormerNames
from sevenlayer.openstack.names.glossary import add_glossary
from sevenlayer.openstack.names.matcher import NameFinder
from sevenlayer.openstack.names.prose import read_prose

NAMES = FormerNames(facts())
FINDER = NameFinder(NAMES.names)

SAVANNA = "called Sahara since 2014-03-10 (in the Icehouse cycle)"
MARCONI = "called Zaqar since 2014-08-16 (in the Juno cycle)"
REDDWARF = "called Trove since 2013-06-14 (in the Havana cycle)"
QUANTUM = "called Neutron since 2013-07-06 (in the Havana cycle)"


def find(html: str, day: datetime.date | None, *, about_openstack: bool = True) -> tuple[Explanation, ...]:
    prose = read_prose(html)
    return NAMES.find(FINDER.find(prose.text), prose, day, about_openstack=about_openstack)


def explained(html: str, date: str | None = "2013-06-01", *, about_openstack: bool = True) -> str:
    day = datetime.date.fromisoformat(date) if date else None
    found = find(html, day, about_openstack=about_openstack)
    text = add_glossary(html, found, facts(), lambda _project: None).partition("\n<div class=")[0]
    return re.sub(r'<abbr title="([^"]*)">([^<]*)</abbr>', r"[\2 = \1]", text)


def is_explained(html: str, date: str | None = "2013-06-01", *, about_openstack: bool = True) -> bool:
    return explained(html, date, about_openstack=about_openstack) != html


def test_the_first_mention_is_explained_once() -> None:
    html = "<p>We tried Savanna with Marconi. Savanna is fine.</p>"
    assert explained(html) == f"<p>We tried [Savanna = {SAVANNA}] with [Marconi = {MARCONI}]. Savanna is fine.</p>"


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ("Quantum", QUANTUM),
        ("Moniker", "called Designate since 2013-06-14 (in the Havana cycle)"),
        ("Climate", "called Blazar since 2014-05-23 (in the Juno cycle)"),
        ("RedDwarf", REDDWARF),
        ("Reddwarf", REDDWARF),
        ("bash8", "called bashate since 2014-06-27 (in the Juno cycle)"),
        ("openstack-dev/devstack", "called openstack/devstack since 2019-04-19 (in the Train cycle)"),
        ("nova-volume", "became Cinder on 2012-09-27 (in the Folsom cycle)"),
        ("neutron-lbaas", "replaced by Octavia on 2020-02-04 (in the Ussuri cycle)"),
        ("oslo-incubator", "a part of Oslo until 2016-05-25 (in the Newton cycle)"),
    ],
)
def test_the_title_says_what_became_of_the_name_and_when(written: str, meaning: str) -> None:
    assert explained(f"<p>We run {written} here.</p>") == f"<p>We run [{written} = {meaning}] here.</p>"


def test_what_was_merged_says_so() -> None:
    meaning = "merged into what is Neutron now, on 2012-06-12 (in the Folsom cycle)"
    assert explained("<p>Then Melange came.</p>", "2012-10-30") == f"<p>Then [Melange = {meaning}] came.</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>See <code>RedDwarf</code>.</p>",
        "<pre>RedDwarf</pre>",
        '<figure class="code"><pre><code><span class="line">pip install RedDwarf</span></code></pre></figure>',
        "<p>Press <kbd>RedDwarf</kbd>, see <samp>RedDwarf</samp>, <tt>RedDwarf</tt>.</p>",
        '<p><a href="/x/">the <em>RedDwarf</em> project</a></p>',
        '<h2 id="r">RedDwarf</h2>',
        '<p class="admonition-title">RedDwarf</p>',
        "<p><abbr>RedDwarf</abbr></p>",
        '<p><span class="problematic">RedDwarf <span>RedDwarf</span> RedDwarf</span></p>',
        "<blockquote><p>$ RedDwarf --help</p></blockquote>",
        "<blockquote><p>ada@box:~$ bash8 run.sh</p></blockquote>",
        "<p>First:<br>\n# bash8 run.sh</p>",
        "<p>(venv) $ bash8 stack.sh</p>",
        "<p>(venv)$ bash8 stack.sh</p>",
        "<p>(venv) ada@box:~/devstack$ bash8 stack.sh</p>",
        "<p>stack@box:devstack$ bash8 stack.sh</p>",
        "<p>ada@box ~ % bash8 stack.sh</p>",
        "<p>[root@ctl ~(keystone_admin)]# RedDwarf list</p>",
        "<p>(openstack) RedDwarf list</p>",
        "<p>&gt;&gt;&gt; RedDwarf()</p>",
        '<p><img src="RedDwarf.png" alt="RedDwarf"></p>',
        "<!-- RedDwarf -->",
        "<svg><text>RedDwarf</text></svg>",
        '<math><mi mathvariant="normal">RedDwarf</mi></math>',
        "<script>RedDwarf</script>",
        "<style>RedDwarf</style>",
        "<p>text <b RedDwarf",
    ],
)
def test_nothing_is_explained_outside_of_prose(html: str) -> None:
    assert explained(html) == html


@pytest.mark.parametrize("text", ["(see RedDwarf) 5 $ a day", "It is (nova) RedDwarf", "a $ RedDwarf", "[1] RedDwarf"])
def test_brackets_and_dollars_are_no_prompts(text: str) -> None:
    assert is_explained(f"<p>{text}</p>")


@pytest.mark.parametrize("attribute", ['class=""', 'class=" "', 'class="x y"', 'CLASS="x"', "class=x", 'id="a-class"'])
def test_classes_that_mean_nothing_change_nothing(attribute: str) -> None:
    assert is_explained(f"<p {attribute}>We run <span {attribute}>RedDwarf</span>.</p>")


def test_a_line_break_parts_words() -> None:
    assert is_explained("<p>RedDwarf</br>Savanna</p>")
    assert is_explained("<p>RedDwarf<br>Savanna</p>")


def test_what_the_author_has_explained_is_not_explained_again() -> None:
    html = '<p>RedDwarf, then <a href="#"><abbr title="called Trove later">Reddwarf</abbr></a>, and RedDwarf.</p>'
    assert find(html, None) == ()


def test_an_abbreviation_that_says_nothing_explains_nothing() -> None:
    html = '<p><abbr>RedDwarf</abbr>, <abbr title="">RedDwarf</abbr>, RedDwarf.</p>'
    assert [one.position for one in find(html, None)] == [html.rindex("RedDwarf")]


def test_the_first_mention_in_prose_is_explained_where_an_earlier_one_is_none() -> None:
    html = "<h2>RedDwarf</h2>\n<p><code>RedDwarf</code>, <a>RedDwarf</a>, <em>RedDwarf</em></p>"
    assert explained(html) == html.replace("<em>RedDwarf</em>", f"<em>[RedDwarf = {REDDWARF}]</em>")


@pytest.mark.parametrize(
    "text",
    [
        "reddwarf",
        "REDDWARF",
        "RedDwarfs",
        "MyRedDwarf",
        "pre-RedDwarf",
        "RedDwarf-like",
        "RedDwarf.conf",
        "lib.RedDwarf",
        "wiki/RedDwarf",
        "RedDwarf/api",
        "RedDwarf:8779",
        "@RedDwarf",
        "#RedDwarf",
        "RedDwarf_api",
        "savanna",
        "quantum",
    ],
)
def test_only_whole_words_with_the_right_capitals_are_names(text: str) -> None:
    assert not is_explained(f"<p>See the {text} here.</p>")


@pytest.mark.parametrize("text", ["RedDwarf.", "(RedDwarf)", "“RedDwarf”", "RedDwarf’s", "RedDwarf's", "RedDwarf: x"])
def test_punctuation_is_no_part_of_a_name(text: str) -> None:
    assert is_explained(f"<p>See {text}</p>")


@pytest.mark.parametrize(
    "name", ["Heat", "Swift", "Glance", "Trove", "Ironic", "Nomad", "Higgins", "Nimble", "shade", "EHO"]
)
def test_what_means_other_things_is_never_touched(name: str) -> None:
    assert not is_explained(f"<p>In OpenStack there is {name} too.</p>", "2016-06-01")


def test_a_name_that_nobody_has_sourced_or_dated_is_not_explained() -> None:
    assert not is_explained("<p>There was Glazier, and Keero, and nova-baremetal.</p>")


@pytest.mark.parametrize(
    ("date", "yes"),
    [
        ("2010-07-12", False),
        ("2010-07-13", True),
        ("2013-07-06", True),
        ("2014-07-07", True),
        ("2014-07-08", False),
        ("2020-01-01", False),
        (None, False),
    ],
)
def test_an_ambiguous_name_is_the_project_in_its_time(date: str | None, yes: bool) -> None:
    assert is_explained("<p>We have Quantum for this.</p>", date) is yes


@pytest.mark.parametrize("date", ["2020-01-01", None])
@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("<p>In 2013 OpenStack had Marconi, a queue service, and Savanna.</p>", ["Marconi", "Savanna"]),
        ("<p>There were Marconi and Savanna then.</p>", ["Marconi", "Savanna"]),
        ("<p>Nova had Quantum beside it.</p>", ["Quantum"]),
        ("<p>RedDwarf had Quantum beside it.</p>", ["RedDwarf", "Quantum"]),
        ("<p>We had Quantum, now <a>Neutron</a>.</p>", ["Quantum"]),
        ("<p>We had Moniker before Designate.</p>", ["Moniker"]),
        ("<p>Nova is here.</p><p>We had Quantum and more Quantum.</p>", []),
        ("<p>We had Swift and Quantum.</p>", []),
    ],
)
def test_later_it_is_the_project_beside_openstack_or_a_project(html: str, names: list[str], date: str | None) -> None:
    day = datetime.date.fromisoformat(date) if date else None
    assert [one.written for one in find(html, day)] == names


def test_before_openstack_it_is_the_project_beside_its_present_name_only() -> None:
    assert not is_explained("<p>OpenStack has Quantum.</p>", "2010-01-01")
    assert is_explained("<p>Now Neutron, once Quantum.</p>", "2010-01-01")


def test_later_the_mention_beside_openstack_is_explained() -> None:
    html = "<p>Of Quantum first.</p>\n<p>Neutron, once Quantum, came later.</p>"
    assert explained(html, "2020-01-01") == html.replace("once Quantum", f"once [Quantum = {QUANTUM}]")


def test_a_name_that_is_nothing_else_is_explained_at_any_time() -> None:
    assert is_explained("<p>It was RedDwarf.</p>", None, about_openstack=False)


def test_an_ambiguous_name_is_nothing_in_a_post_that_does_not_speak_of_openstack() -> None:
    assert not is_explained("<p>The Savanna is wide, and Marconi is far.</p>", about_openstack=False)


def test_a_capital_that_begins_a_sentence_proves_nothing() -> None:
    assert not is_explained("<p>Climate is what you expect. “Climate,” he said: Climate.</p><ul><li>Climate</li></ul>")


def test_a_mention_inside_a_sentence_shows_what_the_first_one_means() -> None:
    html = "<p>Savanna and Tempest are done.</p>\n<p>Next comes Savanna.</p>"
    assert explained(html) == html.replace("<p>Savanna", f"<p>[Savanna = {SAVANNA}]")


def test_a_name_of_people_may_begin_a_sentence() -> None:
    assert is_explained("<p>Marconi is in incubation.</p>")


@pytest.mark.parametrize(
    "text",
    [
        "of Quantum computing",
        "of <em>Quantum</em>\nmechanics",
        "on Climate change",
        "at the Paris Climate talks",
        "by Guglielmo Marconi himself",
        "by the Marconi Company",
        "with Firefox Quantum",
        "from the registrar Moniker",
    ],
)
def test_words_beside_a_name_can_make_it_something_else(text: str) -> None:
    assert not is_explained(f"<p>We speak {text}, and of OpenStack.</p>")


@pytest.mark.parametrize(
    "text",
    [
        # A capital beside it.
        "Guests from The Climate Corporation spoke of OpenStack.",
        "We met Kim Marconi of OpenStack.",
        "Kim Marconi joined OpenStack.",
        "Kim Marconi, Nova developer, joined OpenStack.",
        "We slept in a small Marconi Hotel near the OpenStack summit.",
        "We drove the Toyota Quantum to the OpenStack summit.",
        "I come from Savanna, Illinois, and run OpenStack.",
        "Oil from Savanna Energy is no OpenStack.",
        "Marconi &amp; Sons run OpenStack.",
        "OpenStack said no to G. Marconi, and Mr. Marconi to OpenStack.",
        # An article or a pronoun before it.
        "We flew over the Savanna to the OpenStack summit.",
        "OpenStack is a Moniker.",
        "As my dog Savanna knows, OpenStack is fine.",
        # What is said of people, companies and kinds.
        "He works at Quantum on OpenStack.",
        "She works for Quantum on OpenStack.",
        "OpenStack has customers of Quantum.",
        "OpenStack was not invented by Marconi.",
        "He lives in Savanna and runs OpenStack.",
        "A company called Quantum uses OpenStack.",
        "The hotel Marconi is near the OpenStack summit.",
        "In OpenStack, as Marconi said, all is wireless.",
        "We had a keynote on Climate by Al Gore, and OpenStack.",
        "We bought storage from Quantum, the vendor of drives, for OpenStack.",
        "OpenStack told Marconi, who was there.",
        "We bought tapes from Quantum for OpenStack.",
        # Another word for the one before.
        "My nick, or Moniker, in OpenStack is ada.",
        "My handle, or Moniker, in OpenStack is ada.",
    ],
)
def test_people_companies_and_places_are_no_projects(text: str) -> None:
    assert not is_explained(f"<p>{text}</p>", "2013-11-10")


@pytest.mark.parametrize(
    "text",
    [
        "The Savanna API of OpenStack is new.",
        "The Quantum v2 API and the Quantum DHCP agent belong to OpenStack.",
        "At last the Marconi PTL spoke of OpenStack.",
        "Savanna plugin for Hadoop.",
        "The Cisco Quantum plugin works with OpenStack.",
        "OpenStack's Quantum is fine.",
        "Folsom Quantum is fine.",
        "Use Savanna on OpenStack.",
        "Installing Savanna on OpenStack is easy.",
        "I looked at Quantum and OpenStack.",
        "With Quantum, Nova has networks.",
        "Today we deploy Nova, Quantum and Cinder.",
        "In OpenStack we use Heat or Savanna.",
        "Marconi, a queue service, joined OpenStack.",
        "In Grizzly, Quantum of OpenStack balances loads.",
        "What I like in Quantum I like in OpenStack.",
    ],
)
def test_words_of_software_and_other_projects_leave_no_doubt(text: str) -> None:
    assert is_explained(f"<p>{text}</p>", "2013-11-10")


def test_a_capital_beside_it_makes_a_post_doubtful_unless_another_mention_is_beyond_doubt() -> None:
    doubtful = "<p>We want Savanna in the gate.</p><p>Then comes the Savanna Savannah week.</p>"
    assert not is_explained(doubtful)
    certain = "<p>We want Savanna in the gate.</p><p>Then comes the Savannah Savanna release.</p>"
    assert explained(certain) == certain.replace("want Savanna", f"want [Savanna = {SAVANNA}]")


def test_what_is_something_else_is_not_what_is_explained() -> None:
    html = "<p>Kim Marconi spoke.</p><p>Then we tried the Marconi API.</p>"
    assert explained(html) == html.replace("the Marconi API", f"the [Marconi = {MARCONI}] API")


def test_capitals_in_headings_say_nothing() -> None:
    html = "<h2>How Quantum Works At Home</h2><p>We run Quantum.</p>"
    assert explained(html) == html.replace("run Quantum", f"run [Quantum = {QUANTUM}]")


def test_one_mention_that_is_something_else_makes_all_doubtful() -> None:
    assert not is_explained("<p>We run Climate here.</p><p>Of Climate change we say nothing.</p>")


def test_a_post_on_the_other_subject_is_left_alone() -> None:
    assert not is_explained("<p>We run Quantum here.</p><p>A qubit is no bit.</p>")


def test_the_glossary_repeats_explanations_in_the_order_of_the_text() -> None:
    html = "<p>With Marconi and RedDwarf.</p>\n"
    found = find(html, datetime.date(2013, 6, 1))
    whole = add_glossary(html, found, facts(), lambda project: f"/{project.name}/" if project.name == "zaqar" else None)
    assert whole.partition("</p>\n")[2] == (
        '<div class="former-names" role="note">\n'
        '<p class="former-names-title">Former names</p>\n'
        "<dl>\n"
        "<dt>Marconi</dt>\n"
        '<dd>called <a href="/zaqar/">Zaqar</a> since 2014-08-16 (in the Juno cycle)</dd>\n'
        "<dt>RedDwarf</dt>\n"
        f"<dd>{REDDWARF}</dd>\n"
        "</dl>\n"
        "</div>\n"
    )


def test_html_without_former_names_stays_as_it_is() -> None:
    html = '<p>Nova &amp; <a href="x">Neutron</a> 1 < 2</p>\n\n'
    assert explained(html) == html
