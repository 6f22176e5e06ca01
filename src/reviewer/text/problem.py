"""What went wrong, said so that a person can act on it."""

from __future__ import annotations

from reviewer.text.message import Message


class Problem(Exception):
    """A failure that a person is told of: what happened, what it means, what to do.

    Rooms raise subclasses of it at their borders. The catalogue entry of `message` holds the three sentences.
    """

    def __init__(self, code: str, /, **values: object) -> None:
        self.message = Message.of(code, **values)
        super().__init__(code, *(f"{name}={value}" for name, value in self.message.values))
