"""Texts that people see, in their language.

English stands in the code, marked for gettext; other languages stand in
`assets/translations/<language>/LC_MESSAGES/repliikki.po` (and `.mo`, compiled from it).
A room that does not know the reader's language hands on a `Text`; whoever shows it asks a `Wording` for it.
"""

from __future__ import annotations

import gettext
import locale
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

DOMAIN = "repliikki"
SOURCE_LANGUAGE = "en"
LANGUAGES = ("fi", "en")
"""The languages the program speaks."""
NO_BREAK_SPACE = "\u00a0"
# strftime would ask the process's locale, which Qt sets from the system.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """A sentence not yet in anybody's language: an English template with named places, and what goes there.

    A value may itself be a `Text`; it is then said in the same language.
    """

    template: str
    values: Mapping[str, object]

    def __init__(self, template: str, /, **values: object) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", values)

    def __str__(self) -> str:
        return Wording(SOURCE_LANGUAGE, None).say(self)


class Wording:
    """Says texts in one language, which can be changed while the program runs."""

    def __init__(self, language: str, folder: Path | None) -> None:
        """Language is a primary subtag ("fi", "en"); folder holds the translations, None for English only."""
        self._folder = folder
        self.use(language)

    def use(self, language: str) -> None:
        """Say everything in this language from now on; what has no translation is said in English."""
        self.language = language
        self._catalogue = gettext.translation(
            DOMAIN, str(self._folder) if self._folder else None, [language], fallback=True
        )

    def t(self, template: str, /, **values: object) -> str:
        """The template in this language, with its places filled."""
        said = self._catalogue.gettext(template) if template else ""
        return said.format(**{key: self._value(value) for key, value in values.items()}) if values else said

    def n(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The singular or plural template that goes with `count`, with `{count}` and its places filled."""
        said = self._catalogue.ngettext(one, many, count)
        return said.format(count=count, **{key: self._value(value) for key, value in values.items()})

    def say(self, text: Text) -> str:
        """A `Text` in this language."""
        return self.t(text.template, **text.values)

    def percent(self, share: float) -> str:
        """A percentage (0–100) as this language writes it: "84%", "84 %"."""
        return f"{half_up(share)}{NO_BREAK_SPACE if self.language == 'fi' else ''}%"

    def number(self, number: int) -> str:
        """A whole number as this language writes it: "1,107", "1 107" with a no-break space."""
        return f"{number:,}".replace(",", NO_BREAK_SPACE) if self.language == "fi" else f"{number:,}"

    def decimal(self, number: float, places: int = 1) -> str:
        """A decimal number as this language writes it: "1.5", "1,5"."""
        written = f"{number:.{places}f}"
        return written.replace(".", ",") if self.language == "fi" else written

    def shortly(self, number: float, places: int = 1) -> str:
        """A number with no more decimals than it has: "3", "2.5", "2,5"."""
        return self.decimal(number, places).rstrip("0").rstrip(".,")

    def day(self, when: date) -> str:
        """A day of some year: "12.6.2026", "12 June 2026"."""
        if self.language == "fi":
            return f"{when.day}.{when.month}.{when.year}"
        return f"{when.day} {MONTHS[when.month - 1]} {when.year}"

    def short_day(self, when: date) -> str:
        """The same where there is little room: "12.6.2026", "12 Jun 2026"."""
        return self.day(when) if self.language == "fi" else f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"

    def clock(self, when: datetime) -> str:
        """A time of day: "9.14", "9:14"."""
        return f"{when.hour}{'.' if self.language == 'fi' else ':'}{when.minute:02}"

    def moment(self, when: datetime) -> str:
        """A day and time: "12.6.2026 klo 9.14", "12 June 2026, 9:14"."""
        if self.language == "fi":
            return f"{self.day(when)} klo{NO_BREAK_SPACE}{self.clock(when)}"
        return f"{self.day(when)}, {self.clock(when)}"

    def _value(self, value: object) -> object:
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        return self.say(value) if isinstance(value, Text) else value


def system_language() -> str:
    """The language of this system if the program speaks it, else English."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    value = next((value for value in named if value), None) or locale.getlocale()[0] or ""
    language = re.split(r"[-_.]", value)[0].lower()
    return language if language in LANGUAGES else SOURCE_LANGUAGE


def half_up(number: float | Decimal) -> int:
    """A number rounded to a whole one, halves upwards, as people round."""
    return int(Decimal(number).quantize(Decimal(1), ROUND_HALF_UP))
