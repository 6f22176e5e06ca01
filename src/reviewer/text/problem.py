"""What went wrong, said so that a person can act on it."""

from __future__ import annotations

from typing import ClassVar

from reviewer.text.message import Message


class Problem(Exception):
    """A failure that a person is told of: what happened, what it means, what to do.

    Rooms raise subclasses of it at their borders. The catalogue entry of `message` holds the three sentences.
    `subject` says whose problem it is: `input` (documents and outputs) or `library`.
    """

    subject: ClassVar[str] = "input"

    def __init__(self, code: str, /, **values: object) -> None:
        self.message = Message.of(code, **values)
        super().__init__(code, *(f"{name}={value}" for name, value in self.message.values))

    def __reduce__(self) -> tuple[object, ...]:
        # An exception is pickled by its arguments, which here are for reading only; worker processes send these.
        return _rebuilt, (type(self), self.message)


def _rebuilt(kind: type[Problem], message: Message) -> Problem:
    return kind(message.code, **dict(message.values))
