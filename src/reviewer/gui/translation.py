"""The interface's language: follows the system's or the reviewer's choice, and changes while running."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from reviewer.language.wording import LOCALES, say, sentences
from reviewer.text.message import Message

Apply = Callable[[str], object]


def system_locale(languages: Sequence[str] | None = None) -> str:
    """The catalogue that suits the system's languages, given as BCP 47 tags, most wanted first."""
    for language in QLocale.system().uiLanguages() if languages is None else languages:
        known = _catalogue_for(language.replace("_", "-"))
        if known:
            return known
    return "en"


def _catalogue_for(tag: str) -> str | None:
    parts = tag.lower().split("-")
    if parts[0] == "zh":
        return "zh_TW" if {"hant", "tw", "hk", "mo"} & set(parts) else "zh_CN"
    return "en" if parts[0] == "en" else None


class Wording(QObject):
    """Says things in the language in force. `changed` is emitted when that becomes another one."""

    changed = Signal()

    def __init__(self, app: QApplication, chosen: str = "") -> None:
        super().__init__(app)
        self._app = app
        self._bound: dict[QObject, list[tuple[Apply, str]]] = {}
        self._qt = QTranslator(self)
        self.chosen = ""
        self.locale = "en"
        self._use(chosen)

    def choose(self, locale: str) -> None:
        """Use `locale` (one of `LOCALES`, or empty to follow the system) from now on."""
        before = self.locale
        self._use(locale)
        if self.locale != before:
            for pairs in self._bound.values():
                for apply, key in pairs:
                    apply(self.text(key))
            self.changed.emit()

    def _use(self, chosen: str) -> None:
        self.chosen = chosen if chosen in LOCALES else ""
        self.locale = self.chosen or system_locale()
        self._app.removeTranslator(self._qt)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._qt.load(f"qtbase_{self.locale}", folder):
            self._app.installTranslator(self._qt)

    def text(self, key: str, /, **values: object) -> str:
        """The interface's own sentence called `key`."""
        return say(Message.of(f"gui.{key}", **values), self.locale)

    def say(self, message: Message) -> str:
        """Any room's message in the language in force."""
        return say(message, self.locale)

    def sentences(self, message: Message) -> list[str]:
        """A problem's sentences: what happened, what it means, what to do."""
        return sentences(message, self.locale)

    def bind(self, owner: QObject, apply: Apply, key: str) -> None:
        """Hand the sentence `key` to `apply` now and whenever the language changes, as long as `owner` lives."""
        if owner not in self._bound:
            self._bound[owner] = []
            owner.destroyed.connect(lambda: self._bound.pop(owner, None))
        self._bound[owner].append((apply, key))
        apply(self.text(key))
