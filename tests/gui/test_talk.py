"""Comments by gesture: written by key, answered, settled, reopened, changed, withdrawn, undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication, QPushButton

from reviewer.annotations.comment import Thread
from reviewer.gui.main_window import MainWindow


def threads(window: MainWindow) -> tuple[Thread, ...]:
    state = window.context.session.state
    assert state is not None
    return state.threads


def link(window: MainWindow, key: str) -> QPushButton:
    QApplication.processEvents()
    words = window.context.wording.text(key)
    return next(b for b in window.inspector.talk.findChildren(QPushButton) if b.text() == words and b.isVisible())


def test_a_comment_on_the_item_at_hand_by_key(window: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    session, at = window.context.session, hand(window)
    assert session.state is not None
    mark = session.state.figures[0].id
    session.go(mark)
    at.press("Shift+M")
    at.write("ok?")
    (thread,) = threads(window)
    assert (thread.target, [said.text for said in thread.comments]) == (mark, ["ok?"])
    assert "1" in window.inspector.talk._head.text()
    window.context.actions["undo"].trigger()
    assert threads(window) == ()
    window.context.actions["redo"].trigger()
    assert threads(window) == (thread,)


def test_a_thread_is_answered_settled_and_taken_up_again(window: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    at = hand(window)
    at.press("Shift+M")
    at.write("first")
    link(window, "thread-reply").click()
    at.write("second")
    assert [said.text for said in threads(window)[0].comments] == ["first", "second"]
    link(window, "thread-resolve").click()
    assert threads(window)[0].resolved
    link(window, "thread-reopen").click()
    assert not threads(window)[0].resolved


def test_own_words_are_changed_and_withdrawn(window: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    at = hand(window)
    at.press("Shift+M")
    at.write("first")
    link(window, "comment-edit").click()
    at.write(" again")
    assert threads(window)[0].comments[0].text == "first again"
    link(window, "comment-withdraw").click()
    assert threads(window) == ()


def test_another_item_has_other_threads(window: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    session, at = window.context.session, hand(window)
    assert session.state is not None
    first, other = (session.state.figures[place].id for place in (0, 1))
    session.go(first)
    at.press("Shift+M")
    at.write("here")
    session.go(other)
    assert window.inspector.talk._head.text() == ""
    session.go(first)
    assert window.inspector.talk._head.text() != ""
