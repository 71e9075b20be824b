"""Finnish numerals in the cases that service talk needs.

Every part of a numeral is declined, -toista never is (Iso suomen kielioppi § 772, § 790).
"""

from __future__ import annotations

from typing import Literal

Case = Literal[
    "nominative", "genitive", "partitive", "inessive", "elative", "illative",
    "adessive", "ablative", "allative", "essive", "translative",
]  # fmt: skip

# Nominative, weak stem, partitive, illative, essive; the other cases follow from the weak stem.
_CARDINALS = {
    0: ("nolla", "nolla", "nollaa", "nollaan", "nollana"),
    1: ("yksi", "yhde", "yhtä", "yhteen", "yhtenä"),
    2: ("kaksi", "kahde", "kahta", "kahteen", "kahtena"),
    3: ("kolme", "kolme", "kolmea", "kolmeen", "kolmena"),
    4: ("neljä", "neljä", "neljää", "neljään", "neljänä"),
    5: ("viisi", "viide", "viittä", "viiteen", "viitenä"),
    6: ("kuusi", "kuude", "kuutta", "kuuteen", "kuutena"),
    7: ("seitsemän", "seitsemä", "seitsemää", "seitsemään", "seitsemänä"),
    8: ("kahdeksan", "kahdeksa", "kahdeksaa", "kahdeksaan", "kahdeksana"),
    9: ("yhdeksän", "yhdeksä", "yhdeksää", "yhdeksään", "yhdeksänä"),
    10: ("kymmenen", "kymmene", "kymmentä", "kymmeneen", "kymmenenä"),
    100: ("sata", "sada", "sataa", "sataan", "satana"),
    1000: ("tuhat", "tuhanne", "tuhatta", "tuhanteen", "tuhantena"),
    1_000_000: ("miljoona", "miljoona", "miljoonaa", "miljoonaan", "miljoonana"),
}

# Stem of an ordinal before -s, -nnen, -tta, -nteen, -ntena.
_ORDINALS = {
    1: "yhde", 2: "kahde", 3: "kolma", 4: "neljä", 5: "viide", 6: "kuude", 7: "seitsemä", 8: "kahdeksa",
    9: "yhdeksä", 10: "kymmene", 100: "sada", 1000: "tuhanne",
}  # fmt: skip
_FIRST = ("ensimmäinen", "ensimmäise", "ensimmäistä", "ensimmäiseen", "ensimmäisenä")
_SECOND = ("toinen", "toise", "toista", "toiseen", "toisena")

_ENDINGS = {
    "genitive": "n", "inessive": "ssa", "elative": "sta", "adessive": "lla", "ablative": "lta", "allative": "lle",
    "translative": "ksi",
}  # fmt: skip


def harmonised(stem: str, ending: str) -> str:
    """The stem with its ending, a or ä by vowel harmony."""
    back = any(letter in "aou" for letter in stem)
    return stem + (ending if back else ending.replace("a", "ä").replace("o", "ö").replace("u", "y"))


def declined(forms: tuple[str, str, str, str, str], case: Case) -> str:
    """The case of a word given as nominative, weak stem, partitive, illative and essive."""
    nominative, weak, partitive, illative, essive = forms
    given = {"nominative": nominative, "partitive": partitive, "illative": illative, "essive": essive}
    return given.get(case) or harmonised(weak, _ENDINGS[case])


def cardinal(number: int, case: Case = "nominative") -> str:
    """A whole number from 0 to 999 999 999 in words."""
    millions, rest = divmod(number, 1_000_000)
    thousands, ones = divmod(rest, 1000)
    parts = [_times(millions, 1_000_000, case, " "), _times(thousands, 1000, case, "")]
    if ones or not number:
        parts.append(_below_thousand(ones, case))
    return " ".join(part for part in parts if part)


def _times(count: int, unit: int, case: Case, gap: str) -> str:
    if count == 0:
        return ""
    if count == 1:
        return declined(_CARDINALS[unit], case)
    # "kaksi tuhatta": after a nominative numeral the unit is partitive, otherwise both share the case.
    unit_case: Case = "partitive" if case == "nominative" else case
    return _below_thousand(count, case) + gap + declined(_CARDINALS[unit], unit_case)


def _below_thousand(number: int, case: Case) -> str:
    hundreds, rest = divmod(number, 100)
    return _times(hundreds, 100, case, "") + (_below_hundred(rest, case) if rest or not hundreds else "")


def _below_hundred(number: int, case: Case) -> str:
    tens, ones = divmod(number, 10)
    if number <= 10:
        return declined(_CARDINALS[number], case)
    if tens == 1:
        return declined(_CARDINALS[ones], case) + "toista"
    return _times(tens, 10, case, "") + (declined(_CARDINALS[ones], case) if ones else "")


def ordinal(number: int, case: Case = "nominative") -> str:
    """An ordinal from 1 to 999 in words."""
    hundreds, rest = divmod(number, 100)
    words = ""
    if hundreds:
        words = (_ordinal_part(hundreds, case) if hundreds > 1 else "") + _ordinal_part(100, case)
    tens, ones = divmod(rest, 10)
    if tens == 1 and ones:
        return words + _ordinal_part(ones, case) + "toista"
    if tens:
        words += (_ordinal_part(tens, case) if tens > 1 else "") + _ordinal_part(10, case)
    if ones:
        forms = {1: _FIRST, 2: _SECOND}.get(ones)
        words += declined(forms, case) if forms else _ordinal_part(ones, case)
    return words


def _ordinal_part(number: int, case: Case) -> str:
    stem = _ORDINALS[number]
    forms = (stem + "s", stem + "nne", harmonised(stem, "tta"), stem + "nteen", harmonised(stem, "ntena"))
    return declined(forms, case)
