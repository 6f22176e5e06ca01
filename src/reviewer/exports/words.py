"""What exports say, in one language: labels of this room and messages of any room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reviewer.language.wording import say
from reviewer.text.message import Message


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `locale`."""

    locale: str

    def __call__(self, name: str, /, **values: object) -> str:
        """The label `name` of the catalogue `exports`."""
        return say(Message.of(f"exports.{name}", **values), self.locale)

    def message(self, message: Message) -> str:
        """What a message says. One that no catalogue knows shows its code: it must not stop an export."""
        try:
            return say(message, self.locale)
        except (KeyError, FileNotFoundError):
            return " ".join((message.code, *(f"{name}={value}" for name, value in message.values)))

    def coded(self, code: str, values: Iterable[tuple[str, str]]) -> str:
        """What the message of this code and these values says."""
        return self.message(Message(code, tuple((name, value) for name, value in values)))

    def known(self, group: str, key: str) -> str:
        """The label of `key` in a group such as `kind` or `verdict`; the key itself where it is somebody's own."""
        try:
            return self(f"{group}-{key}")
        except KeyError:
            return key
