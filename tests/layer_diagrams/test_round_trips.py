"""A diagram stays itself on its way through any form of text."""

from __future__ import annotations

import json
import random

import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from sevenlayer.layer_diagrams.model import Layer, Service, Stack
from sevenlayer.layer_diagrams.syntax.parse import parse_layers
from sevenlayer.layer_diagrams.syntax.terse_writer import write_terse
from sevenlayer.layer_diagrams.syntax.yaml_writer import is_yaml, write_json, write_yaml

from .stacks import NAMES, stacks


def read(text: str) -> Stack:
    parsed = parse_layers(text)
    assert parsed.is_sound, parsed.faults
    return parsed.stack


@given(stacks())
@example(Stack((Layer("", "layers", ()),)))
@example(Stack((Layer("", "A", (Service("{x"),)),)))
@example(Stack((Layer("4", "4. x", (Service("---"),)),)))
def test_yaml_to_terse_to_yaml_is_the_identity(stack: Stack) -> None:
    text = write_yaml(stack)
    terse = write_terse(read(text))
    assert is_yaml(text)
    assert not is_yaml(terse)
    assert read(terse) == stack
    assert write_yaml(read(terse)) == text
    assert write_terse(read(terse)) == terse


@given(stacks())
def test_json_says_the_same_and_so_does_what_other_programs_make_of_it(stack: Stack) -> None:
    text = write_json(stack)
    assert read(text) == stack
    assert read(json.dumps(json.loads(text))) == stack
    assert read(json.dumps(json.loads(text), indent="\t")) == stack


@given(stacks())
def test_other_yaml_readers_find_the_same_in_our_yaml(stack: Stack) -> None:
    data = yaml.safe_load(write_yaml(stack))
    for layer in data.get("layers", ()):
        if "number" in layer:
            layer["number"] = str(layer["number"])
    assert data == json.loads(write_json(stack))


@given(stacks(), st.randoms(use_true_random=False), NAMES)
def test_any_mutilated_text_is_understood_or_has_faults_inside_it(
    stack: Stack, chance: random.Random, insert: str
) -> None:
    for write in (write_terse, write_yaml, write_json):
        text = write(stack)
        start, end = sorted((chance.randrange(len(text)), chance.randrange(len(text))))
        text = text[:start] + insert + text[end:]
        lines = text.split("\n")
        for fault in parse_layers(text).faults:
            assert 1 <= fault.location.line <= len(lines)
            assert 1 <= fault.location.column <= len(lines[fault.location.line - 1]) + 1
            assert fault.message


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    for whole in (text, "1 A: " + text, "a -> b: " + text, "layers:\n" + text, "{" + text):
        parse_layers(whole)
