"""Tables (CSV) that a spreadsheet opens as they are meant, in Finnish and in English."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from trainer.wording import Wording

# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_bytes(rows: Iterable[Sequence[str]], wording: Wording) -> bytes:
    """A table of these rows, the heading first; no cell of it is a formula.

    UTF-8 with a byte order mark; semicolons in Finnish, commas in English, as the Excel of that language expects.
    """
    buffer = io.StringIO()
    delimiter = ";" if wording.language == "fi" else ","
    # Quoted throughout, so that no text falls apart at the delimiter of another language either.
    writer = csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return buffer.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
