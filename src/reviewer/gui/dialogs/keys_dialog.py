"""The help: every action with its key."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from reviewer.gui.actions import ACTIONS, MENUS, Actions
from reviewer.gui.theme import Tokens
from reviewer.gui.translation import Wording
from reviewer.gui.widgets.card import label
from reviewer.services.settings import settings_path


class KeysDialog(QDialog):
    """Lists every key, menu by menu, and says where the work is kept."""

    def __init__(
        self, wording: Wording, look: Tokens, actions: Actions, library: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(wording.text("keys-title"))
        self.resize(620, 640)
        self.page = QTextBrowser()
        self.page.setAccessibleName(self.windowTitle())
        self.page.setHtml(keys_page(wording, look, actions))
        place = label("muted", selectable=True)
        place.setText(wording.text("library-place", library=library, settings=settings_path()))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(12)
        column.addWidget(self.page)
        column.addWidget(place)
        column.addWidget(buttons)


def keys_page(wording: Wording, look: Tokens, actions: Actions) -> str:
    """The page of keys as HTML, each action with the keys it has now."""
    parts = [f"<p>{escape(wording.text('keys-lead'))}</p>", "<table cellspacing='0' cellpadding='4' width='100%'>"]
    for menu in MENUS:
        parts.append(
            f"<tr><td colspan='2' style='padding-top:14px;color:{look.muted}'>"
            f"<b>{escape(wording.text(f'menu-{menu}'))}</b></td></tr>"
        )
        for spec in ACTIONS:
            action = actions[spec.name]
            shortcuts = action.shortcuts()
            if spec.menu == menu and shortcuts and action.isVisible():
                keys = " / ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in shortcuts)
                name = action.text().replace("&", "")
                parts.append(
                    f"<tr><td width='36%'><span style='background:{look.accent_soft};color:{look.accent}'>"
                    f"&nbsp;{escape(keys)}&nbsp;</span></td><td>{escape(name)}</td></tr>"
                )
    return "".join((*parts, "</table>"))
