"""What every part of the window works with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from reviewer.gui.actions import Actions
from reviewer.gui.appearance import Appearance
from reviewer.gui.jobs import Jobs
from reviewer.gui.scale import Scale
from reviewer.gui.session import Session
from reviewer.gui.translation import Wording
from reviewer.services import settings
from reviewer.services.settings import Settings


class Preferences:
    """The reviewer's settings, written to disk with every change unless they are only for `now`."""

    def __init__(self, values: Settings, now: bool = False) -> None:
        self.values = values
        self._now = now

    def change(self, **values: Any) -> None:
        """Change some settings (fields of `Settings`) and keep them."""
        self.values = replace(self.values, **values)
        if not self._now:
            settings.save(self.values)


@dataclass(frozen=True, slots=True)
class Context:
    """The look, the language, the actions, the open library, the worker, the settings and the scale of verdicts."""

    appearance: Appearance
    wording: Wording
    actions: Actions
    session: Session
    jobs: Jobs
    preferences: Preferences
    scale: Scale
