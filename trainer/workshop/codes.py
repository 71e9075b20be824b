"""How phones find the room: an address with a secret in it, as a picture or by a short code."""

from __future__ import annotations

import secrets

import segno

CODE_LENGTH = 4
# No letters and digits that are taken for one another, and no vowels, so that no code is a word.
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"
# What people take for one another, whichever they type.
_TAKEN_FOR = str.maketrans("", "", " -")


def new_token() -> str:
    """A secret of 128 bits for the path of a room's page."""
    return secrets.token_urlsafe(16)


def new_code() -> str:
    """A short code that stands on the screen for those who type."""
    return "".join(secrets.choice(_LETTERS) for _ in range(CODE_LENGTH))


def same_code(typed: str, code: str) -> bool:
    """Whether what was typed is the code, in capitals or not, with spaces or not."""
    return secrets.compare_digest(typed.translate(_TAKEN_FOR).upper().encode(), code.encode())


def qr_matrix(url: str) -> tuple[tuple[bool, ...], ...]:
    """The QR code of an address, a row of dark (True) and light modules at a time, with the margin it needs around."""
    code = segno.make_qr(url, error="m")
    return tuple(tuple(bool(module) for module in row) for row in code.matrix_iter(border=4))


def qr_svg(url: str) -> str:
    """The same as a picture, black on white; scales to any size."""
    return segno.make_qr(url, error="m").svg_inline(border=4, light="#fff", dark="#000", omitsize=True)
