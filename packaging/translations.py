"""Brings the translations up to date with the code.

    python packaging/translations.py            gather texts, update every .po, compile every .mo
    python packaging/translations.py new sv     begin another language

A translator then fills in the .po file, with any editor of gettext files, and runs the first line again.
Texts are those given to `Text(…)`, `words.t(…)` and `words.n(…)` in trainer/.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "assets" / "translations"
_EMPTY_HEADERS = tuple(
    f'"{name}'
    for name in ("POT-", "PO-", "Generated-By", "Project-Id", "Report-Msgid", "Last-Translator", "Language-Team")
)
_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS: dict[str, tuple[int, ...] | None] = {"t": (1,), "n": (1, 2), "Text": (1,)}


def gathered() -> Catalog:
    """All texts of the code, with the files they stand in."""
    catalog = Catalog(project="Repliikki", charset="utf-8", fuzzy=False)
    options: dict[str, dict[str, str]] = {}
    for file, _, message, _, _ in extract_from_dir(
        str(ROOT / "trainer"), [("**.py", "python")], options, KEYWORDS, comment_tags=()
    ):
        if message and message != ("",):
            catalog.add(message, locations=[(f"trainer/{file}", 0)])
    return catalog


def catalogue_file(language: str) -> Path:
    """Where a language's texts stand."""
    return FOLDER / language / "LC_MESSAGES" / "repliikki.po"


def languages() -> list[str]:
    """The languages there are translations for."""
    return sorted(file.parent.parent.name for file in FOLDER.glob("*/LC_MESSAGES/repliikki.po"))


def translated(language: str) -> Catalog:
    """A language's texts as they stand in its file."""
    catalog = read_po(io.BytesIO(catalogue_file(language).read_bytes()), locale=language)
    # Babel would write the time of the run into what is compiled, and every run would be a change.
    catalog.creation_date = catalog.revision_date = _NO_DATE
    return catalog


def compiled(catalog: Catalog) -> bytes:
    """What the program reads."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def update(language: str) -> None:
    """Adds new texts to a language's file, takes out what is no longer used, and compiles it."""
    file = catalogue_file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    catalog = translated(language) if file.exists() else Catalog(locale=language, fuzzy=False)
    catalog.header_comment = f"# Repliikki in {language}."
    catalog.update(gathered(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=110, sort_by_file=True, omit_header=False, include_lineno=False)
    # The date of the last run would make every run a change.
    lines = [line for line in buffer.getvalue().decode().splitlines() if not line.startswith(_EMPTY_HEADERS)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    catalog = translated(language)
    file.with_suffix(".mo").write_bytes(compiled(catalog))
    missing = len([message for message in catalog if message.id and not all(_strings(message.string))])
    print(f"{language}: {len(catalog)} texts, {missing} not translated yet")


def _strings(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string or "",) if isinstance(string, str | None) else tuple(string)


if __name__ == "__main__":
    if sys.argv[1:2] == ["new"]:
        update(sys.argv[2])
    for existing in languages():
        update(existing)
