"""What Qt needs from the system, looked for before Qt is touched: a missing library makes Qt abort.

Standard library only. The lists are those of Qt 6.8 to 6.11 on a bare Debian.
"""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from collections.abc import Iterable
from pathlib import Path

from reviewer.text.message import Message

LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What any Qt program loads, and the Debian package that holds it."""

X11_LIBRARIES = {
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt loads besides to show a window on an X11 screen."""


def missing(offscreen: bool = False) -> Message | None:
    """What keeps the window from opening, with the command that mends it; None when nothing does.

    `offscreen`: no screen is needed, the window is only painted into a picture.
    """
    if not sys.platform.startswith("linux"):
        return None
    return _missing_libraries(LIBRARIES) or (None if offscreen else _missing_screen())


def _missing_libraries(wanted: dict[str, str]) -> Message | None:
    absent = [name for name in wanted if not _loads(name)]
    if not absent:
        return None
    packages = " ".join(wanted[name] for name in absent)
    return Message.of("cli.missing-libraries", libraries=", ".join(absent), packages=packages)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _missing_screen() -> Message | None:
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform not in ("", "xcb", "wayland"):
        return None
    if platform != "xcb" and _wayland_answers():
        return None
    if not os.environ.get("DISPLAY"):
        return Message.of("cli.no-screen")
    return _missing_libraries(X11_LIBRARIES) or (None if _x11_answers() else _refused())


def _refused() -> Message:
    return Message.of("cli.screen-refused", display=os.environ["DISPLAY"])


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    return _connects(Path(os.environ.get("XDG_RUNTIME_DIR", "/"), name))


def _connects(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def _x11_answers() -> bool:
    """Ask the display itself, as Qt will: the variable may name one that is gone or closed to us."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed: int = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


def all_packages() -> Iterable[str]:
    """Every Debian package a window may need, for the documentation and the tests' own set-up."""
    return (*LIBRARIES.values(), *X11_LIBRARIES.values())
