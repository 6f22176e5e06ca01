"""Values as plain JSON and back: frozen dataclasses become objects, tuples lists, enumerations their values,
fractions texts such as `339/4`, bytes Base64."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from reviewer.text.offset_map import OffsetMap


def plain(value: Any) -> Any:
    """`value` as JSON can hold it."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, OffsetMap):
        return _changes(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return [plain(item) for item in value] if isinstance(value, tuple) else value


def restored(kind: Any, value: Any) -> Any:
    """The value of type `kind` that `plain` made `value` of. Raises `ValueError`, `TypeError` or `KeyError` otherwise.

    Unknown keys are passed over, missing ones take the field's default: later versions may say more.
    """
    if is_dataclass(kind) and isinstance(kind, type):
        return _restored_object(kind, value)
    if kind is OffsetMap:
        return OffsetMap.from_changes((start, end, length) for start, end, length in value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind in _FROM_TEXT:
        return _FROM_TEXT[kind](value)
    if get_origin(kind) is tuple:
        return _restored_tuple(get_args(kind), value)
    return _restored_choice(kind, value)


def _changes(offsets: OffsetMap) -> list[list[int]]:
    sources = offsets.inverted().target_bounds()
    return [[s, e, b - a] for (s, e), (a, b) in zip(sources, offsets.target_bounds(), strict=True)]


def _restored_fraction(value: Any) -> Fraction:
    if not isinstance(value, str):
        raise TypeError(f"a fraction expected, not {value!r}")
    try:
        return Fraction(value)
    except ZeroDivisionError as error:
        raise ValueError(value) from error


def _restored_bytes(value: Any) -> bytes:
    if not isinstance(value, str):
        raise TypeError(f"Base64 expected, not {type(value).__name__}")
    return b64decode(value, validate=True)


_FROM_TEXT: dict[Any, Callable[[Any], Any]] = {Fraction: _restored_fraction, bytes: _restored_bytes}


def _restored_object(kind: type, value: Any) -> Any:
    if not isinstance(value, dict):
        raise TypeError(f"{kind.__name__} expected, not {type(value).__name__}")
    hints = _hints(kind)
    known = {name: restored(hints[name], item) for name, item in value.items() if name in hints}
    return kind(**known)


def _restored_tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise TypeError(f"a list expected, not {type(value).__name__}")
    if kinds[-1] is Ellipsis:
        return tuple(restored(kinds[0], item) for item in value)
    return tuple(restored(kind, item) for kind, item in zip(kinds, value, strict=True))


def _restored_choice(kind: Any, value: Any) -> Any:
    choices = get_args(kind) or (kind,)
    if value is None and NoneType in choices:
        return None
    plain_kinds = [choice for choice in choices if choice is not NoneType]
    if plain_kinds and plain_kinds[0] not in (str, int, float, bool):
        return restored(plain_kinds[0], value)
    allowed = tuple(plain_kinds) + ((int,) if float in plain_kinds else ())
    if not isinstance(value, allowed):
        raise TypeError(f"{kind} expected, not {value!r}")
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
