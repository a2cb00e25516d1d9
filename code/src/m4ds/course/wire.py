"""Values as one line of JSON: what a grader and a learner's process say to each other, and nothing more.

This file runs on both sides. It needs NumPy and no other part of the library, so that the learner's side holds none.
"""

import json
from collections.abc import Callable

import numpy as np

__all__ = ["LARGEST", "Unsendable", "decode", "encode", "pack", "unpack"]

LARGEST = 1_000_000         # entries of an array, or characters of a text
DEEPEST = 20                # lists in lists


class Unsendable(ValueError):
    """A value that is no number, text, array, list, dictionary or function."""


def encode(value, give: Callable | None = None, depth: int = 0):
    """Return `value` as something JSON can hold.

    Parameters
    ----------
    value : object
    give : callable, optional
        Takes a function and returns the number under which the other side may call it. Without it functions are
        refused.

    Raises
    ------
    Unsendable
        If the value is of another kind, or too large or too deep.
    """
    if depth > DEEPEST:
        raise Unsendable(f"it nests more than {DEEPEST} deep")
    if value is None or isinstance(value, bool | np.bool_):
        return None if value is None else bool(value)
    if isinstance(value, int | np.integer):
        if abs(int(value)).bit_length() > 2000:
            raise Unsendable("it is a whole number of more than 600 digits")
        return int(value)
    if isinstance(value, float | np.floating):
        return float(value)
    if isinstance(value, complex | np.complexfloating):
        return {"complex": [value.real, value.imag]}
    if isinstance(value, str):
        if len(value) > LARGEST:
            raise Unsendable(f"it is a text of more than {LARGEST} characters")
        return str(value)
    if isinstance(value, np.ndarray) and value.dtype.kind in "biufc":
        if value.size > LARGEST:
            raise Unsendable(f"it is an array of more than {LARGEST} entries")
        flat = value.ravel()
        data = [flat.real.tolist(), flat.imag.tolist()] if value.dtype.kind == "c" else flat.tolist()
        kind = {"b": "b", "i": "i", "u": "i", "f": "f", "c": "c"}[value.dtype.kind]
        return {"array": data, "shape": list(value.shape), "kind": kind}
    if isinstance(value, np.ndarray):
        return encode(value.tolist(), give, depth + 1)
    if isinstance(value, list | tuple | set | frozenset | range):
        if len(value) > LARGEST:
            raise Unsendable(f"it has more than {LARGEST} entries")
        name = "list" if isinstance(value, list | range) else "tuple" if isinstance(value, tuple) else "set"
        return {name: [encode(v, give, depth + 1) for v in value]}
    if isinstance(value, dict):
        if len(value) > LARGEST:
            raise Unsendable(f"it has more than {LARGEST} entries")
        return {"dict": [[encode(k, give, depth + 1), encode(v, give, depth + 1)] for k, v in value.items()]}
    if isinstance(value, np.random.Generator):
        return {"generator": value.bit_generator.state}
    if callable(value) and give is not None:
        return {"function": give(value)}
    if hasattr(value, "__float__") and not isinstance(value, type):
        return float(value)
    raise Unsendable(f"it is a {type(value).__name__}")


def decode(value, take: Callable | None = None):
    """Return what `encode` was given. `take` turns the number of a function into a function.

    Raises
    ------
    ValueError
        If the message was not made by `encode`.
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if not isinstance(value, dict):
        raise ValueError("not a message of this kind")
    match value:
        case {"complex": [float() | int() as re, float() | int() as im]}:
            return complex(re, im)
        case {"array": data, "shape": shape, "kind": kind}:
            return _array(data, shape, kind)
        case {"list": list(items)}:
            return [decode(v, take) for v in items]
        case {"tuple": list(items)}:
            return tuple(decode(v, take) for v in items)
        case {"set": list(items)}:
            return {decode(v, take) for v in items}
        case {"dict": list(items)}:
            return {decode(k, take): decode(v, take) for k, v in items}
        case {"generator": dict(state)}:
            rng = np.random.default_rng()
            rng.bit_generator.state = state
            return rng
        case {"function": int(number)} if take is not None:
            return take(number)
    raise ValueError("not a message of this kind")


def _array(data, shape, kind):
    if not (isinstance(shape, list) and all(type(n) is int and 0 <= n <= LARGEST for n in shape) and len(shape) <= 16):
        raise ValueError("an array's shape must be a few whole numbers")
    dtype = {"b": bool, "i": int, "f": float, "c": float}.get(kind)
    if dtype is None:
        raise ValueError("an array must be of numbers")
    flat = np.array(data, dtype=dtype)
    if kind == "c":
        flat = flat[0] + 1j * flat[1]
    if flat.ndim != 1 or flat.size > LARGEST:
        raise ValueError("an array's entries must be one list")
    return flat.reshape(shape)


def pack(message: dict) -> bytes:
    """Return a message as one line."""
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"


def unpack(line: bytes) -> dict:
    """Return the message of a line.

    Raises
    ------
    ValueError
        If the line is not one.
    """
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not a message: {error}") from None
    if not isinstance(message, dict):
        raise ValueError("not a message")
    return message
