"""The menu bar and the toolbar, built from the table of actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from reviewer.gui.actions import ACTIONS, MENUS, ActionSpec
from reviewer.gui.codebook.tag_menu import TagMenu
from reviewer.gui.context import Context
from reviewer.gui.fonts import chinese_families
from reviewer.gui.theme import Theme
from reviewer.gui.widgets.action_button import ActionButton, Look
from reviewer.gui.widgets.toolbar import Toolbar
from reviewer.language.wording import LOCALES
from reviewer.services.shelving import SCRIPTS

TOOLBAR = (
    ("import", "export"),
    ("undo", "redo"),
    ("previous", "next", "accept", "reject"),
    ("mark-claim", "mark-figure"),
    ("one-column",),
)
REVIEW_GROUP = 2
KEYLESS = ("import", "export", "undo", "redo")
SIGNS = {"undo": "↶", "redo": "↷"}


def fill_menus(bar: QMenuBar, context: Context, choose: Callable[[str, str], object]) -> None:
    """Every menu with its actions. `choose(what, value)` is told of a chosen theme, language or font."""
    for name in MENUS:
        menu = bar.addMenu("")
        context.wording.bind(bar, menu.setTitle, f"menu-{name}")
        _fill(menu, context, [spec for spec in ACTIONS if spec.menu == name])
        if name == "check":
            menu.addSeparator()
            menu.addMenu(TagMenu(context, bar))
        if name == "view":
            menu.addSeparator()
            _fill_view(menu, context, choose)
        if name == "export":
            _choices(menu, context, "script", SCRIPTS, partial(_script, context), partial(choose, "script"))


def _fill(menu: QMenu, context: Context, specs: Sequence[ActionSpec]) -> None:
    within: dict[str, QMenu] = {}
    for spec in specs:
        if spec.inside and spec.inside not in within:
            within[spec.inside] = menu.addMenu("")
            context.wording.bind(menu, within[spec.inside].setTitle, f"menu-{spec.inside}")
        place = within.get(spec.inside, menu)
        if spec.gap:
            place.addSeparator()
        place.addAction(context.actions[spec.name])


def _script(context: Context) -> str:
    """The script in which reports show the document on show."""
    state = context.session.state
    return SCRIPTS[0] if state is None else state.document.script


def _fill_view(menu: QMenu, context: Context, choose: Callable[[str, str], object]) -> None:
    themes = [theme.value for theme in Theme]
    _choices(menu, context, "theme", themes, lambda: context.appearance.theme.value, partial(choose, "theme"))
    locales = ["", *LOCALES]
    _choices(menu, context, "language", locales, lambda: context.wording.chosen, partial(choose, "locale"))
    fonts = menu.addMenu("")
    context.wording.bind(menu, fonts.setTitle, "menu-font")
    fonts.aboutToShow.connect(lambda: _fill_fonts(fonts, context, choose))


def _choices(
    menu: QMenu,
    context: Context,
    name: str,
    values: Sequence[str],
    chosen: Callable[[], str],
    tell: Callable[[str], object],
) -> None:
    inside, group = menu.addMenu(""), QActionGroup(menu)
    context.wording.bind(menu, inside.setTitle, f"menu-{name}")
    for value in values:
        action = _choice(menu, group, value == chosen(), partial(tell, value))
        action.setData(value)
        context.wording.bind(action, action.setText, f"{name}-{value or 'system'}")
        inside.addAction(action)
    # The preferences may have chosen meanwhile.
    inside.aboutToShow.connect(partial(_check, group, chosen))


def _check(group: QActionGroup, chosen: Callable[[], str]) -> None:
    for action in group.actions():
        action.setChecked(action.data() == chosen())


def _choice(menu: QMenu, group: QActionGroup, checked: bool, tell: Callable[[], object]) -> QAction:
    action = QAction(menu)
    action.setCheckable(True)
    action.setChecked(checked)
    action.triggered.connect(lambda _=False: tell())
    group.addAction(action)
    return action


def _fill_fonts(menu: QMenu, context: Context, choose: Callable[[str, str], object]) -> None:
    menu.clear()
    group, chosen = QActionGroup(menu), context.preferences.values.font
    for family in ("", *sorted(chinese_families())):
        action = _choice(menu, group, family == chosen, partial(choose, "font", family))
        action.setText(family or context.wording.text("font-default"))
        menu.addAction(action)


def toolbar(context: Context, search: QWidget) -> Toolbar:
    """The row of buttons below the menu bar, the search field at its right end."""
    groups = [[_tool(context, name) for name in names] for names in TOOLBAR]
    return Toolbar(groups, search, kept=REVIEW_GROUP)


def _tool(context: Context, name: str) -> ActionButton:
    button = ActionButton(context.appearance, Look.PRIMARY if name == "accept" else Look.QUIET)
    button.setCheckable(context.actions[name].isCheckable())
    return button.follow(context.actions[name], with_key=name not in KEYLESS, sign=SIGNS.get(name, ""))
