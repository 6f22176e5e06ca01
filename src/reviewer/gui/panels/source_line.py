"""One piece of evidence on a card: what it does, where it is, its files."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from reviewer.annotations.attachment import Attachment, KeptFile, NewFile
from reviewer.annotations.evidence import Evidence, Stance
from reviewer.gui.attached.drops import Drops
from reviewer.gui.attached.incoming import Intake
from reviewer.gui.attached.tiles import Tiles
from reviewer.gui.context import Context
from reviewer.gui.models.labels import one_line
from reviewer.gui.theme import METRICS
from reviewer.gui.widgets.card import label, link_button
from reviewer.gui.widgets.elided_link import ElidedLink
from reviewer.services import attaching

STANCE_SIGNS = {Stance.SUPPORTS: "+", Stance.CONTRADICTS: "−", Stance.CONTEXT: "·"}

Act = Callable[[Evidence], object]


class SourceLine(QWidget):
    """Shows one source; files dropped on it are attached to it."""

    def __init__(
        self, context: Context, source: Evidence, open_address: Callable[[str], object], change: Act, remove: Act
    ) -> None:
        super().__init__()
        self._context, self.source = context, source
        self.tiles = Tiles(context)
        self.tiles.remove_wanted.connect(self._detach)
        self.tiles.show_files(source.attachments)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._head(open_address, change, remove))
        column.addWidget(self.tiles)
        Drops(self, self._take)

    def _head(self, open_address: Callable[[str], object], change: Act, remove: Act) -> QHBoxLayout:
        say, source, row = self._context.wording, self.source, QHBoxLayout()
        row.setSpacing(2)
        stance = label("muted", wrap=False)
        stance.setText(f"{STANCE_SIGNS[source.stance]} {say.text(f'stance-{source.stance}')}")
        words = re.sub(r"^https?://(www\.)?", "", source.address) or source.quotation or source.note
        address = ElidedLink(one_line(words, 60))
        told = (source.address, source.quotation, source.read_on, source.note)
        address.setToolTip("\n".join(part for part in told if part))
        address.clicked.connect(lambda: open_address(source.address))
        address.setVisible(bool(words))
        row.addWidget(stance)
        row.addWidget(address)
        if source.archive:
            archive = link_button()
            archive.setText(say.text("archive-copy"))
            archive.setToolTip(source.archive)
            archive.clicked.connect(lambda: open_address(source.archive))
            row.addSpacing(4)
            row.addWidget(archive)
        row.addStretch()
        for sign, key, act in (("✎", "edit-evidence", change), ("✕", "remove-evidence", remove)):
            button = QToolButton()
            button.setText(sign)
            button.setToolTip(say.text(key))
            button.setAccessibleName(say.text(key))
            button.setFixedWidth(METRICS.px(26))
            button.clicked.connect(lambda _=False, act=act: act(source))
            row.addWidget(button)
        return row

    def _take(self, mime: QMimeData) -> None:
        # The line may have been drawn anew before a large file is in.
        session, evidence = self._context.session, self.source.id

        def attach(files: Sequence[KeptFile | NewFile]) -> None:
            session.act(attaching.attach, evidence, files)

        intake = Intake(self._context, attach, session.failed.emit, session)
        intake.changed = lambda: None if intake.busy else intake.deleteLater()
        intake.take(mime)
        intake.changed()

    def _detach(self, file: Attachment) -> None:
        self._context.session.act(attaching.detach, self.source.id, file.id)
