"""The files of one piece of evidence as a wrapped row of tiles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer.annotations.attachment import Attachment, KeptFile, NewFile
from reviewer.gui.attached import actions
from reviewer.gui.attached.pictures import THUMBNAIL, Pictures
from reviewer.gui.attached.tile import Tile
from reviewer.gui.context import Context
from reviewer.gui.widgets.card import emptied
from reviewer.gui.widgets.flow_layout import FlowLayout


class Tiles(QWidget):
    """Shows files; `remove_wanted` carries the one to take away."""

    remove_wanted = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._row = FlowLayout(self, gap=6)
        self.files: tuple[Attachment | KeptFile | NewFile, ...] = ()
        self.tiles: list[Tile] = []

    def show_files(self, files: Sequence[Attachment | KeptFile | NewFile]) -> None:
        """Show these."""
        emptied(self._row)
        self.files = tuple(files)
        self.tiles = [self._tile(file) for file in files]
        for tile in self.tiles:
            self._row.addWidget(tile)
        self.setVisible(bool(files))
        self.updateGeometry()

    def _tile(self, file: Attachment | KeptFile | NewFile) -> Tile:
        context = self._context
        tile = Tile(context.appearance, context.wording, file, self)
        tile.remove_wanted.connect(lambda: self.remove_wanted.emit(file))
        pictures = Pictures.of(context.jobs)
        if isinstance(file, Attachment):
            among = [one for one in self.files if isinstance(one, Attachment)]
            tile.clicked.connect(lambda: actions.look_at(context, file, among, self.window()))
            tile.open_wanted.connect(lambda: actions.open_outside(context, file))
            tile.save_wanted.connect(lambda: actions.save(context, file, self.window()))
            pictures.ask(context.session.library.path, file, THUMBNAIL, tile.show_picture)
        elif isinstance(file, KeptFile):
            pictures.ask(context.session.library.path, file, THUMBNAIL, tile.show_picture)
        else:
            pictures.ask_new(file, THUMBNAIL, tile.show_picture)
        return tile
