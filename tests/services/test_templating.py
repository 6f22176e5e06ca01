"""Templates: filled in, made, ordered, removed, shared as files, undone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from reviewer.annotations.template import Template, Use, filled
from reviewer.exports import template_file
from reviewer.exports.template_file import TemplateFileProblem
from reviewer.language.wording import say
from reviewer.services import history, reading, templating
from reviewer.services.changes import What
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem

ASKED = Template("", "求證", "{date} 已向 {address} 求證「{quote}」。", (Use.CLAIM, Use.COMMENT), "Ctrl+Alt+G")
PLAIN = Template("", "年報", "見年報第 頁。")


def names(library: Library) -> list[str]:
    return [one.name for one in reading.templates(library)]


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("{quote}。", {"quote": "甲"}, "甲。"),
        ("{quote}", {"quote": "{date}", "date": "x"}, "{date}"),
        ("{address}", {"address": ""}, "{address}"),
        ("{nothing} {Quote} {} { quote }", {"quote": "甲"}, "{nothing} {Quote} {} { quote }"),
        ("{{quote}}", {"quote": "甲"}, "{甲}"),
        ("", {"quote": "甲"}, ""),
    ],
)
def test_fields_are_filled_in_once(text: str, values: dict[str, str], expected: str) -> None:
    assert filled(text, values) == expected


def test_templates_are_made_changed_ordered_and_removed(library: Library) -> None:
    changes = templating.put_template(library, ASKED)
    assert (changes.what, changes.documents) == ({What.TEMPLATES}, frozenset())
    templating.put_template(library, PLAIN)
    first, second = reading.templates(library)
    assert (first.name, first.uses, first.key, second.uses) == ("求證", ASKED.uses, ASKED.key, tuple(Use))
    templating.put_template(library, Template(first.id, "查證", "x"))
    templating.order_templates(library, [second.id])
    assert names(library) == ["年報", "查證"]
    templating.remove_template(library, second.id)
    assert names(library) == ["查證"]


def test_everything_is_taken_back_and_done_again(library: Library) -> None:
    templating.put_template(library, ASKED)
    templating.put_template(library, PLAIN)
    before = reading.templates(library)
    templating.remove_template(library, before[0].id)
    templating.order_templates(library, [before[1].id])
    templating.put_template(library, Template(before[1].id, "乙", "y"))
    for _ in range(3):
        history.undo(library)
    assert reading.templates(library) == before
    while history.undo(library) is not None and names(library):
        pass
    assert names(library) == []
    while history.redo(library) is not None:
        pass
    assert names(library) == ["乙"]


@pytest.mark.parametrize(
    "made",
    [
        Template("", " \n", "x"),
        Template("", "x" * 121, "x"),
        Template("", "x", "y" * (templating.LONGEST + 1)),
        Template("", "x", "y", ()),
        Template("w0", "x", "y"),
    ],
)
def test_what_cannot_be_kept(library: Library, made: Template) -> None:
    with pytest.raises(RequestProblem):
        templating.put_template(library, made)
    assert names(library) == []


def test_a_file_takes_templates_to_another_library(library: Library, tmp_path: Path) -> None:
    for made in (ASKED, PLAIN):
        templating.put_template(library, made)
    before, path = reading.templates(library), tmp_path / "t.json"
    assert templating.write_file(library, path) == 2
    assert templating.read_file(path) == before
    assert templating.add_templates(library, templating.read_file(path)).entry is None
    for one in before:
        templating.remove_template(library, one.id)
    templating.add_templates(library, templating.read_file(path))
    assert [(t.name, t.text, t.uses, t.key) for t in reading.templates(library)] == [
        (t.name, t.text, t.uses, t.key) for t in before
    ]
    history.undo(library)
    assert names(library) == []


def test_what_has_the_name_of_one_takes_its_place_and_a_taken_key_stays(library: Library) -> None:
    templating.put_template(library, ASKED)
    (there,) = reading.templates(library)
    templating.add_templates(
        library, [Template("w9", "求證", "新", key=ASKED.key), Template("", "別的", "z", key=ASKED.key)]
    )
    first, second = reading.templates(library)
    assert (first.id, first.text, first.key, second.key) == (there.id, "新", ASKED.key, "")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b'{"schema": "reviewer.report/1", "templates": []}',
        b'{"schema": "reviewer.templates/1"}',
        b'{"schema": "reviewer.templates/1", "templates": [1]}',
        b'{"schema": "reviewer.templates/1", "templates": [{"name": ""}]}',
        b'{"schema": "reviewer.templates/1", "templates": [{"name": "a", "text": 1}]}',
        json.dumps({"schema": "reviewer.templates/1", "templates": [{"name": "a"}] * 1_001}).encode(),
        b"[" * 100_000,
        b'{"schema": "reviewer.templates/2", "templates": {}}',
        b'{"schema": "reviewer.templates/1", "templates": [null]}',
        b'{"schema": ["reviewer.templates/1"], "templates": []}',
        json.dumps({"schema": "reviewer.templates/1", "templates": [{"name": "a", "text": "b" * 20_001}]}).encode(),
        b"1" * 5_000,
    ],
)
def test_other_files_are_refused(library: Library, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(TemplateFileProblem) as refused:
        templating.read_file(path)
    told = say(refused.value.message, "en")
    assert not any(word in told for word in ("object", "NoneType", "attribute", "indices", "Expecting", "{", "dict"))
    with pytest.raises(RequestProblem):
        templating.read_file(tmp_path / "missing.json")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"schema": "reviewer.templates/2", "templates": {}}', "templates-newer"),
        (b'{"schema": "reviewer.templates/x", "templates": []}', "not-templates"),
        (b" " * (template_file.MOST_BYTES + 1), "templates-too-large"),
        (b'{"schema": "reviewer.templates/1", "templates": [{"name": "a"}, 3]}', "template-unreadable"),
    ],
)
def test_a_refusal_says_what_is_the_matter(content: bytes, code: str) -> None:
    with pytest.raises(TemplateFileProblem, match=code):
        template_file.read(content)


def test_a_library_keeps_no_more_than_its_own_file_can_bring_back(library: Library, tmp_path: Path) -> None:
    many = [Template("", f"t{place}", "x") for place in range(template_file.MOST - 1)]
    templating.add_templates(library, many)
    templating.put_template(library, PLAIN)
    for refused in (
        lambda: templating.put_template(library, ASKED),
        lambda: templating.add_templates(library, [ASKED]),
    ):
        with pytest.raises(RequestProblem, match="templates-full"):
            refused()
    path = tmp_path / "all.json"
    assert templating.write_file(library, path) == template_file.MOST
    assert templating.add_templates(library, templating.read_file(path)).entry is None


def test_templates_of_many_characters_are_limited_together(library: Library) -> None:
    long = [Template("", f"t{place}", "縣" * templating.LONGEST) for place in range(67)]
    with pytest.raises(RequestProblem, match="templates-full"):
        templating.add_templates(library, long)
    assert names(library) == []


def test_several_of_one_name_are_told_apart(library: Library) -> None:
    templating.add_templates(library, [Template("", "甲", "1"), Template("", "甲", "2"), Template("", "甲", "3")])
    assert [(one.name, one.text) for one in reading.templates(library)] == [
        ("甲", "1"),
        ("甲 (2)", "2"),
        ("甲 (3)", "3"),
    ]
    templating.put_template(library, Template("", "甲", "4"))
    templating.put_template(library, Template(reading.templates(library)[1].id, "乙", "5"))
    templating.add_templates(library, [Template("", "甲", "6"), Template("", "甲", "7")])
    assert [(one.name, one.text) for one in reading.templates(library)] == [
        ("甲", "6"),
        ("乙", "5"),
        ("甲 (3)", "3"),
        ("甲 (4)", "4"),
        ("甲 (2)", "7"),
    ]


def test_of_two_with_the_id_of_one_that_is_there_the_second_is_new(library: Library) -> None:
    templating.put_template(library, PLAIN)
    (there,) = reading.templates(library)
    templating.add_templates(library, [Template(there.id, "一", "1"), Template(there.id, "二", "2")])
    assert [(one.name, one.text) for one in reading.templates(library)] == [("一", "1"), ("二", "2")]


def test_a_folder_or_a_pipe_is_no_file_of_templates(tmp_path: Path) -> None:
    places = [tmp_path]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        places.append(tmp_path / "pipe")
    for place in places:
        with pytest.raises(RequestProblem, match="templates-no-file"):
            templating.read_file(place)


def test_uses_of_a_newer_program_are_left_out() -> None:
    row = {"name": "a", "uses": ["claim", "dream"]}
    (made,) = template_file.read(json.dumps({"schema": template_file.SCHEMA, "templates": [row]}).encode())
    assert made.uses == (Use.CLAIM,)
