"""The window's style sheet, written from the tokens.

Widgets that need more than a style sheet can say (key caps, tabs with counts, list rows) paint themselves
from the same tokens.
"""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from reviewer.gui.theme import METRICS, Tokens
from reviewer.resource_files import resource


def stylesheet(tokens: Tokens) -> str:
    """The Qt style sheet for one set of colours."""
    values = {**asdict(tokens), **METRICS.values(), "icons": _icons(tokens)}
    return Template(_FRAME + _CONTROLS + _VIEWS + _CARDS + _DIALOGS).substitute(values)


def _icons(tokens: Tokens) -> str:
    return resource("icons", "dark" if tokens.dark else "light").as_posix()


_FRAME = """
* { font-size: ${body}px; }
QMainWindow, QDialog, QMessageBox { background: $surface; color: $text; }
QWidget { color: $text; }
QWidget#surface, QWidget#inspector, QWidget#library, QScrollArea > QWidget > QWidget#surface { background: $surface; }
QWidget#centre { background: $canvas; border-left: 1px solid $line; border-right: 1px solid $line; }
QMainWindow::separator { background: $surface; width: 4px; height: 4px; }
QMainWindow::separator:hover { background: $accent; }
QWidget#panel-title { background: $hover; border-bottom: 1px solid $line; }
QWidget#panel-title QToolButton { padding: 1px 5px; }
QDockWidget { background: $surface; color: $text; }
QScrollArea { background: transparent; border: none; }
QMenuBar { background: $surface; border-bottom: 1px solid $line; padding: 2px 6px; }
QMenuBar::item { background: transparent; padding: 3px 9px; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; border: 1px solid $line_strong; border-radius: 8px; padding: 5px; }
QMenu::item { padding: 5px 16px 5px 26px; border-radius: 5px; min-width: 150px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 7px; }
QMenu::indicator:checked { image: url($icons/check.svg); }
QMenu::right-arrow { image: url($icons/chevron-right.svg); width: 10px; height: 10px; right: 8px; }
QWidget#toolbar { background: $surface; border-bottom: 1px solid $line; }
QWidget#header { background: $surface; border-bottom: 1px solid $line; }
QWidget#status { background: $surface; border-top: 1px solid $line; }
QWidget#status QLabel { color: $muted; font-size: ${caption}px; }
QWidget#status QLabel#saved { color: $teal; }
QFrame#divider { background: $line; border: none; }
QToolTip { background: $raised; color: $text; border: 1px solid $line_strong; padding: 4px 7px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${heading}px; font-weight: 600; }
QLabel[role="muted"] { color: $muted; font-size: ${caption}px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="chip"] { color: $muted; border: 1px solid $line; border-radius: 5px; padding: 1px 6px;
    font-size: ${caption}px; }
QLabel[role="empty"] { color: $muted; padding: 24px 20px; }
"""

_CONTROLS = """
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit {
    background: $canvas; color: $text; border: 1px solid $line; border-radius: ${radius}px;
    padding: 5px 8px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: $line_strong; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {
    border: 1px solid $accent; background: $surface; }
QLineEdit:disabled, QComboBox:disabled { color: $muted; }
QLineEdit[look="compact"] { padding: 2px 6px; font-size: ${caption}px; }
QComboBox { padding-right: 22px; }
QComboBox[look="compact"] { padding: 2px 22px 2px 8px; font-size: ${caption}px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url($icons/chevron-down.svg); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line_strong; padding: 4px; outline: none;
    selection-background-color: $accent_soft; selection-color: $text; }
QSpinBox { padding: 3px 24px 3px 0; }
QSpinBox QLineEdit { border: none; padding: 0 8px; background: transparent; }
QSpinBox:hover { border-color: $line_strong; }
QSpinBox:focus { border: 1px solid $accent; background: $surface; }
QSpinBox::up-button, QSpinBox::down-button { background: transparent; border: none; width: 20px; }
QSpinBox::up-arrow { image: url($icons/chevron-up.svg); width: 9px; height: 9px; }
QSpinBox::down-arrow { image: url($icons/chevron-down.svg); width: 9px; height: 9px; }
QPushButton, QToolButton, QCheckBox { outline: none; }
QPushButton { background: $surface; border: 1px solid $line_strong; border-radius: ${radius}px; padding: 5px 14px;
    min-height: ${line_height}px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border-color: $accent; }
QPushButton:default { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton:default:hover { background: $accent_hover; }
QPushButton:default:focus { border: 2px solid $text; padding: 4px 13px; }
QPushButton:disabled { color: $muted; background: $canvas; border-color: $line; }
QPushButton[look="link"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 1px 0;
    min-height: 0; text-align: left; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border-color: $accent; border-radius: 4px; }
QPushButton[look="link"]:disabled { color: $muted; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${radius}px; padding: 3px 6px;
    color: $muted; }
QToolButton:hover { background: $hover; color: $text; }
QToolButton:checked { background: $accent_soft; border-color: $accent; color: $accent; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; width: 0; }
QCheckBox, QRadioButton { spacing: 8px; padding: 2px; border-radius: 4px; }
QCheckBox::indicator, QRadioButton::indicator, QTableView::indicator { width: ${box}px; height: ${box}px;
    border: 1px solid $line_strong; background: $surface; }
QCheckBox::indicator, QTableView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QTableView::indicator:checked { background: $accent; border-color: $accent;
    image: url($icons/check-on-accent.svg); }
QRadioButton::indicator:checked { background: $on_accent; border: 5px solid $accent; width: 7px; height: 7px; }
QCheckBox:focus, QRadioButton:focus { background: $accent_soft; }
QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QProgressBar[still="true"]::chunk { background: $accent; width: 14px; margin-right: 10px; }
"""

_VIEWS = """
QListView { background: $surface; border: none; outline: none; }
QListWidget, QTreeWidget { background: $surface; border: 1px solid $line; border-radius: ${radius}px; padding: 4px;
    outline: none; }
QListWidget:focus, QTreeWidget:focus { border-color: $accent; }
QListWidget::item { padding: 6px 6px; border-radius: 5px; color: $text; }
QTreeWidget::item { padding: 4px 4px; color: $text; }
QTreeWidget::item:!enabled { color: $muted; }
QListWidget::item:hover, QTreeWidget::item:hover { background: $hover; }
QListWidget::item:selected, QTreeWidget::item:selected { background: $accent_soft; color: $text; }
QTableView { background: $surface; border: 1px solid $line; border-radius: ${radius}px; outline: none;
    selection-background-color: $accent_soft; selection-color: $text; }
QTableView:focus { border-color: $accent; }
QTableView::item { padding: 2px 6px; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: 6px 8px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTabBar { background: $surface; border: none; qproperty-drawBase: 0; }
"""

_CARDS = """
QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: ${card_radius}px; }
QFrame[role="card"][current="true"] { border: 2px solid $accent; }
QFrame[role="card"] QLabel[role="quote"] { font-size: ${heading}px; }
QFrame#banner { background: $red_soft; border: 1px solid $red; border-radius: ${radius}px; }
QFrame#banner QLabel { color: $text; }
QFrame#results { background: $raised; border: 1px solid $line_strong; border-radius: 8px; }
QFrame#results QListView { background: $raised; }
QFrame#find { background: $surface; border-bottom: 1px solid $line; }
"""

_DIALOGS = """
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QDialog QLabel[role="lead"] { font-size: ${lead}px; font-weight: 600; }
QTextBrowser, QTextEdit { background: $canvas; border: 1px solid $line; border-radius: ${radius}px; padding: 6px; }
QCalendarWidget QWidget { background: $raised; color: $text; }
"""
