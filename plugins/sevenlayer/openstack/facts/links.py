"""Read the entries of ``link_roles.yaml`` and ``moved_urls.yaml``."""

from __future__ import annotations

import re

from sevenlayer.openstack.link_rules import (
    FIELD_KINDS,
    KINDS_OF_SERIES,
    MOVED,
    STATUSES,
    BadTemplate,
    Form,
    LinkRole,
    MoveRule,
    Refusal,
    Template,
    fields_of,
    parse_template,
    template_regex,
)

from .record import Record

_GROUP = re.compile(r"\(\?P<(\w+)>")


def read_link_role(record: Record) -> LinkRole | None:
    """Return the role that *record* describes, or None if it has a fault."""
    name = record.text("name")
    record.reading.add_name("role", name, record.location("name"))
    for alias in record.scalars("aliases"):
        record.reading.add_name("role", alias.text, alias.where)
    outside = {"project"} if "{project}" in name else set()
    role = LinkRole(
        name=name,
        aliases=record.words("aliases"),
        argument=record.text("argument"),
        since=record.reference("since", "series"),
        forms=tuple(_form(form, outside) for form in record.records("forms", "form", required=True)),
        refused=tuple(_refusal(refusal) for refusal in record.records("refused", "refusal")),
        project=record.reference("example_project", "project", required=bool(outside)),
        good=tuple((argument.text, url.text) for argument, url in record.pairs("good")),
        bad=record.words("bad"),
    )
    for argument in (*(argument for argument, _address in record.pairs("good")), *record.scalars("bad")):
        record.reading.add_name(f"example of '{name}'", argument.text, argument.where)
    kinds = {field.kind for form in role.forms for field in fields_of(form.url)}
    if role.since and not kinds.intersection(KINDS_OF_SERIES):
        record.fault(f"'{name}' has no field that is a series", record.location("since"))
    if not record.bad and not (role.good and role.bad):
        record.fault(f"'{name}' needs examples, good and bad")
    return role if record.close() else None


def _form(record: Record, outside: set[str]) -> Form:
    regex, groups = _regex(record)
    defaults = {key.text: value.text for key, value in record.pairs("defaults")}
    known = outside | groups
    url = _template(record, "url", known)
    caption = _template(record, "caption", known)
    for key, _value in record.pairs("defaults"):
        if key.text not in groups:
            record.fault(f"the pattern has no group '{key.text}'", key.where)
    form = Form(regex, url, caption, defaults, record.flag("certain", default=True))
    record.close()
    return form


def _refusal(record: Record) -> Refusal:
    regex, groups = _regex(record)
    refusal = Refusal(regex, _template(record, "message", groups), _template(record, "hint", groups))
    record.close()
    return refusal


def _regex(record: Record) -> tuple[str, set[str]]:
    """Return the regular expression and the names of its groups. It is compiled on use: a build needs few of them."""
    text = record.text("pattern")
    if record.reading.thorough:
        try:
            re.compile(text, re.ASCII)
        except re.error as exception:
            record.fault(f"'{text}' is not a valid regular expression ({exception})", record.location("pattern"))
    return text, set(_GROUP.findall(text))


def _template(record: Record, name: str, known: set[str]) -> Template:
    template = _parse(record, name)
    for field in fields_of(template):
        if field.name not in known and not record.bad:
            record.fault(f"the pattern has no group '{field.name}'", record.location(name))
        if field.kind not in FIELD_KINDS:
            record.fault(f"unknown kind of field '{field.kind}'", record.location(name))
    return template


def _parse(record: Record, name: str) -> Template:
    try:
        return parse_template(record.text(name))
    except BadTemplate as exception:
        record.fault(f"'{name}' is invalid: {exception}", record.location(name))
        return ()


def read_move(record: Record) -> MoveRule | None:
    """Return the rule that *record* describes, or None if it has a fault."""
    old = _parse(record, "old")
    status = record.choice("status", STATUSES)
    new = None
    if record.optional_text("new") is not None:
        new = _parse(record, "new")
    elif status == MOVED:
        record.fault("status 'moved' needs a field 'new'")
    examples = tuple((url.text, None if now.is_null else now.text) for url, now in record.pairs("examples"))
    try:
        template_regex(old)
    except BadTemplate as exception:
        record.fault(f"'old' is invalid: {exception}", record.location("old"))
    known = {field.name for field in fields_of(old)}
    for field in fields_of(new or ()):
        if field.name not in known:
            record.fault(f"'old' has no field '{field.name}'", record.location("new"))
    for url, _now in record.pairs("examples"):
        record.reading.add_name("example of a move", url.text, url.where)
    move = MoveRule(old, new, status, record.optional_text("reason"), examples)
    if not examples:
        record.fault("a move needs examples", record.location("old"))
    return move if record.close() else None
