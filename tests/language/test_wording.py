"""Every sentence exists in all three languages, with the same places to fill."""

from __future__ import annotations

import json
from string import Formatter

import pytest

from reviewer.language.wording import LOCALES, say, sentences
from reviewer.resource_files import resource
from reviewer.text.message import Message

ROOMS = sorted(path.stem for path in resource("translations", "en").glob("*.json"))


def entries(locale: str, room: str) -> dict[str, str | list[str]]:
    loaded: dict[str, str | list[str]] = json.loads(
        resource("translations", locale, f"{room}.json").read_text(encoding="utf-8")
    )
    return loaded


def places(entry: str | list[str]) -> set[str]:
    text = entry if isinstance(entry, str) else "".join(entry)
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("locale", LOCALES)
def test_languages_say_the_same_things(locale: str, room: str) -> None:
    english, here = entries("en", room), entries(locale, room)
    assert here.keys() == english.keys()
    for name, entry in english.items():
        assert places(here[name]) == places(entry), name
        assert isinstance(here[name], list) == isinstance(entry, list), name


@pytest.mark.parametrize("room", ROOMS)
def test_chinese_catalogues_are_chinese(room: str) -> None:
    for locale in ("zh_TW", "zh_CN"):
        for name, entry in entries(locale, room).items():
            text = entry if isinstance(entry, str) else "".join(entry)
            english = entries("en", room)[name]
            words = any(c.isalpha() for part, *_ in Formatter().parse(text) for c in part)
            assert any("\u3400" <= c <= "\u9fff" for c in text) or text == english or not words, (
                locale,
                name,
            )


def test_a_message_is_written_in_the_readers_language() -> None:
    message = Message.of("cli.empty", name="a.txt")
    assert say(message, "en") == "a.txt is empty: there is nothing to repair."
    assert say(message, "zh_TW").startswith("a.txt 是空的")


def test_a_value_with_braces_is_not_read_as_a_place() -> None:
    assert "{x}" in say(Message.of("cli.empty", name="{x}"))


def test_a_problem_has_three_sentences() -> None:
    assert len(sentences(Message.of("cli.no-screen"), "zh_CN")) == 3


@pytest.mark.parametrize(
    ("count", "said"), [("0", "0 documents"), ("1", "1 document "), ("2", "2 documents"), ("1,001", "1,001 documents")]
)
def test_the_word_goes_with_its_number(count: str, said: str) -> None:
    assert say(Message.of("cli.exported", count=count, path="x"), "en").startswith(said)


def test_a_place_of_words_has_one_for_one_and_one_for_several() -> None:
    for room in ROOMS:
        for name, entry in entries("en", room).items():
            for text in [entry] if isinstance(entry, str) else entry:
                for _, place, words, _ in Formatter().parse(text):
                    assert not words or (words.count("|") == 1 and place and f"{{{place}}} " in text), name
