"""The bundled samples: as built, readable, damaged as they say."""

import importlib.util
import json
from types import ModuleType

import pytest

from reviewer.documents.loading import load
from reviewer.language.wording import LOCALES
from reviewer.resource_files import resource

INDEX = json.loads(resource("samples", "index.json").read_text("utf-8"))["samples"]


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_samples", resource("samples", "build.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_shipped_samples_are_what_the_channel_makes() -> None:
    built = builder().samples()
    assert built.keys() == {entry["file"] for entry in INDEX}
    assert {name: resource("samples", name).read_bytes() for name in built} == built


@pytest.mark.parametrize("entry", INDEX, ids=lambda entry: entry["file"])
def test_samples_load_in_the_encoding_they_name(entry: dict[str, object]) -> None:
    document = load(resource("samples", str(entry["file"])))
    clean = resource("samples", str(entry["clean"])).read_text("utf-8")
    assert document.encoding == entry["encoding"]
    assert document.undecodable == ()
    assert (document.text == clean) is not entry["damaged"]
    assert document.text.count("\n") in (clean.count("\n"), clean.count("\n") - 1)
    assert set(entry["title"]) == set(LOCALES)  # type: ignore[call-overload]


def test_three_samples_one_of_them_undamaged() -> None:
    assert [entry["damaged"] for entry in INDEX] == [True, True, False]


def test_the_damage_is_of_every_kind() -> None:
    grain = load(resource("samples", "grain-depots.html")).text
    assert grain.count("(xiàng)") == 6
    assert "?!?月15日" in grain
    assert "??h" in grain and "地?fù)碛" in grain
    assert "斗爭" in grain
