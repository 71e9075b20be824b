"""How written English is said: times, dates, amounts, abbreviations and signs, the British way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from trainer.speech.spoken import DASH, SPACE, WORD, Rule

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip

_MONTHS = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "May": "May", "Jun": "June", "Jul": "July",
    "Aug": "August", "Sep": "September", "Sept": "September", "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip
_MONTH_NAMES = tuple(dict.fromkeys(_MONTHS.values()))
_WEEKDAYS = {
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Thur": "Thursday",
    "Thurs": "Thursday", "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday",
}  # fmt: skip

_CURRENCIES = {
    "€": ("euro", "euros", "cent", "cents"),
    "EUR": ("euro", "euros", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "$": ("dollar", "dollars", "cent", "cents"),
}
_UNITS = {
    "%": ("percent", "percent"), "h": ("hour", "hours"), "hrs": ("hour", "hours"), "hr": ("hour", "hours"),
    "min": ("minute", "minutes"), "mins": ("minute", "minutes"), "s": ("second", "seconds"),
    "sec": ("second", "seconds"), "km": ("kilometre", "kilometres"), "m": ("metre", "metres"),
    "cm": ("centimetre", "centimetres"), "mm": ("millimetre", "millimetres"), "kg": ("kilo", "kilos"),
    "g": ("gram", "grams"), "l": ("litre", "litres"), "W": ("watt", "watts"),
    "kWh": ("kilowatt hour", "kilowatt hours"),
    "°C": ("degree", "degrees"), "°": ("degree", "degrees"), "m²": ("square metre", "square metres"),
    "pcs": ("piece", "pieces"), "wk": ("week", "weeks"), "wks": ("week", "weeks"), "yrs": ("year", "years"),
    "mph": ("mile an hour", "miles an hour"), "k": ("thousand", "thousand"), "M": ("million", "million"),
}  # fmt: skip
_PER = {
    "h": "an hour", "hour": "an hour", "day": "a day", "week": "a week", "month": "a month", "mo": "a month",
    "year": "a year", "yr": "a year", "km": "a kilometre", "kg": "a kilo", "person": "a person", "m²": "a square metre",
    "kWh": "a kilowatt hour", "piece": "a piece",
}  # fmt: skip

_ABBREVIATIONS = {
    "e.g.": "for example", "i.e.": "that is", "etc.": "et cetera", "vs.": "versus", "approx.": "approximately",
    "Mr": "Mister", "Mr.": "Mister", "Mrs": "Missus", "Mrs.": "Missus", "Ms": "Miz", "Ms.": "Miz", "Dr": "Doctor",
    "Dr.": "Doctor", "Prof.": "Professor", "St": "Saint", "No.": "number", "no.": "number", "Ltd": "Limited",
    "Ltd.": "Limited", "Inc.": "Incorporated", "Co.": "company", "tel.": "telephone", "Tel.": "telephone",
    "dept.": "department", "max.": "maximum", "min.": "minimum", "incl.": "including", "excl.": "excluding",
    "p.s.": "P S", "P.S.": "P S", "a.m.": "a m", "p.m.": "p m", "w/o": "without", "w/": "with", "and/or": "and or",
    "Oy": "Oh Why", "Rd": "Road", "Ave": "Avenue",
}  # fmt: skip
_ENDERS = ("etc.", "Ltd.", "Inc.", "a.m.", "p.m.")

# Finnish names of the shipped scenarios, spelt so that an English voice comes near them.
_NAMES = {
    "Marja": "Mahrya", "Lehtonen": "Lektonen", "Päivi": "Pyvee", "Koskela": "Kosskella", "Joonas": "Yoanas",
    "Mäkelä": "Mackellah", "Eero": "Airo", "Nieminen": "Neeminnen", "Timo": "Teemo", "Rautio": "Routio",
    "Rantanen": "Rantannen", "Sanna": "Sannah", "Heikkilä": "Haykillah", "Aino": "Eyno", "Salmi": "Salmee",
    "Niko": "Neeko", "Saarinen": "Sahrinnen", "Katariina": "Katareena", "Mikael": "Meekael", "Ojala": "Oyala",
    "Pekka": "Peckah", "Helena": "Hellenna", "Wikström": "Vikstrum", "Leila": "Layla", "Kotivalo": "Kotee vallo",
}  # fmt: skip

# Acronyms that are read as words.
_WORDS = {"OK": "okay", "PIN": "pin", "SIM": "sim", "NATO": "Nato", "GIF": "gif", "VAT": "vat"}
_SIGNS = {
    "&": "and", "+": "plus", "=": "equals", "@": "at", "%": "percent", "€": "euros", "£": "pounds", "$": "dollars",
    "#": "number", "§": "section", "½": "half", "×": "times", "≈": "about", "/": "slash", "→": "", "°": "degrees",
    "°C": "degrees",
}  # fmt: skip

_INTEGER = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?!\d)|\d+"
_NUMBER = rf"(?:{_INTEGER})(?:\.\d+)?"
_HALF_DAY = rf"(?:{SPACE}?(?P<half>[ap])\.?m\b(?:\.(?!\w))?)"
_TIME = r"(?:[01]?\d|2[0-3])[:.][0-5]\d"


def rules() -> tuple[Rule, ...]:
    """The rules of English, the more particular ones first."""
    unit = _any(_UNITS)
    per = _any(_PER)
    month, weekday = _any((*_MONTHS, *_MONTH_NAMES)), _any(_WEEKDAYS)
    money = r"[€£$]"
    bounded = r"(?<![\w,.])"
    return (
        _rule(r"(?P<address>[\w.\-]+@[\w\-]+(?:\.[\w\-]+)+|(?:https?://)?(?:www\.)[\w\-]+(?:\.[\w\-]+)+)", _address),
        _rule(
            rf"{bounded}(?P<from>{_TIME}|\d{{1,2}})(?:\s?{DASH}\s?(?P<to>{_TIME}|\d{{1,2}}))?{_HALF_DAY}",
            _clock,
            ends=True,
        ),
        _rule(
            rf"{bounded}(?P<from>(?:[01]?\d|2[0-3]):[0-5]\d)(?:\s?{DASH}\s?(?P<to>(?:[01]?\d|2[0-3]):[0-5]\d))?"
            rf"(?P<half>)(?![\d:])",
            _clock,
        ),
        _rule(
            rf"{bounded}(?P<from>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?{DASH}\s?(?P<to>\d{{1,2}})(?:st|nd|rd|th)?)?{SPACE}"
            rf"(?P<month>{month})\b\.?(?:,?{SPACE}(?P<year>\d{{4}})\b)?",
            _day,
        ),
        _rule(
            rf"\b(?P<month>{month})\b\.?{SPACE}(?P<from>\d{{1,2}})(?:st|nd|rd|th)?\b(?P<to>)"
            rf"(?:,?{SPACE}(?P<year>\d{{4}})\b)?(?![:.]\d)",
            _day,
        ),
        _rule(rf"\b(?P<month>{month})\b{SPACE}(?P<year>(?:19|20)\d\d)\b", _month),
        _rule(rf"\b(?P<from>{weekday})\b\.?(?:{DASH}(?P<to>{weekday})\b|(?={SPACE}\d))", _weekdays),
        _rule(rf"\b(?P<when>[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Ss]pring|[Aa]utumn|[Ss]ummer|[Ww]inter){SPACE}"
              rf"(?P<year>(?:19|20)\d\d)(?!\d|[.,]\d|{SPACE}?(?:{money}|{unit})(?!\w))", _in_year),
        _rule(rf"(?P<sign>[-−](?=\D?\d))?(?P<money>{money})(?P<from>{_NUMBER})(?P<scale>[kM]\b|{SPACE}?million\b)?"
              rf"(?:{DASH}{money}?(?P<to>{_NUMBER}))?(?:/(?P<per>{per})(?!\w))?", _money),
        _rule(rf"(?<![\w,.])(?P<sign>[-−](?=\d))?(?P<from>{_NUMBER})(?P<scale>)(?:\s?{DASH}\s?(?P<to>{_NUMBER}))?"
              rf"{SPACE}?(?P<money>€|EUR\b)(?:/(?P<per>{per})(?!\w))?", _money),
        _rule(rf"(?<![\w,.])(?P<sign>[-−±](?=\d))?(?P<from>{_NUMBER})(?:\s?{DASH}\s?(?P<to>{_NUMBER}))?{SPACE}?"
              rf"(?P<unit>{unit})(?![\w²'’])(?:/(?P<per>{per})(?!\w))?", _amount),
        _rule(r"(?<![\w,.])(?P<number>\d{1,3})(?:st|nd|rd|th)\b", lambda match: ordinal(int(match["number"]))),
        _rule(rf"{bounded}\+?(?:358|44)?{SPACE}?0?\d{{2,4}}[ \u00a0\u202f\-]\d{{3,4}}[ \u00a0\u202f\-]\d{{3,4}}\b|"
              rf"{bounded}\+?0\d{{6,}}\b", _phone),
        _rule(rf"(?<![\w,.])(?P<number>\d+)-(?P<word>{WORD})", _compound),
        _rule(r"(?<![\w,.])(?P<whole>\d+)?(?P<part>[½¼¾])", _fraction),
        _rule(rf"(?<![\w,.])(?P<one>\d+){SPACE}?[x×]{SPACE}?(?P<two>\d+)(?!\w)", _times),
        _rule(r"(?<![\w,./])(?P<number>24)/(?P<rest>7)(?!\w)", lambda _: "twenty-four seven"),
        _rule(rf"(?<![\w,.])(?P<from>{_NUMBER}){DASH}(?P<to>{_NUMBER})(?![\w.,]\d)", _range),
        _rule(rf"(?P<sign>(?<!\w)[-−+](?=\d))?(?P<number>{_NUMBER})", _number),
        _rule(rf"(?<!\w)(?:{_any(_ENDERS)})(?!\w)", _abbreviation, ends=True),
        _rule(rf"(?<!\w)(?:[Nn]o\.)(?={SPACE}?\d)", lambda _: "number"),
        _rule(rf"(?<![\w’'])(?:{_any([a for a in _ABBREVIATIONS if a not in ('No.', 'no.')])})(?![\w’'])",
              _abbreviation),
        _rule(rf"\b(?P<name>{_any(_NAMES)})(?P<owner>['’]s)?\b", _name),
        _rule(r"\b(?P<letters>[A-Z]{2,5})(?P<more>s|['’]s)?\b(?!-?[A-Z])", _acronym),
        _rule(r"°C|[&+=§@%€£$#½×≈/→°]", lambda match: _SIGNS[match.group()]),
    )  # fmt: skip


def cardinal(number: int) -> str:
    """A whole number from 0 to 999 999 999 in words."""
    for size, name in ((1_000_000, "million"), (1000, "thousand")):
        if number >= size:
            count, rest = divmod(number, size)
            joint = " and " if 0 < rest < 100 else " "
            return f"{cardinal(count)} {name}" + (joint + cardinal(rest) if rest else "")
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return f"{_ONES[hundreds]} hundred" + (f" and {cardinal(rest)}" if rest else "")
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def ordinal(number: int) -> str:
    """An ordinal in words."""
    words = cardinal(number)
    head, joint, last = words.rpartition("-") if "-" in words.split()[-1] else words.rpartition(" ")
    regular = last[:-1] + "ieth" if last.endswith("y") else last + "th"
    return head + joint + _ORDINALS.get(last, regular)


def year(number: int) -> str:
    """A year from 1000 to 2099 in words."""
    century, rest = divmod(number, 100)
    if century == 20 and rest < 10:
        return cardinal(number)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _rule(pattern: str, say: Callable[[re.Match[str]], str], *, ends: bool = False) -> Rule:
    return Rule(re.compile(pattern), say, ends)


def _decimal(number: str) -> str:
    whole, _, part = _ungrouped(number).partition(".")
    if not part:
        return cardinal(int(whole)) if whole != number else _whole(whole)
    return f"{cardinal(int(whole))} point {_digits(part)}"


def _whole(digits: str) -> str:
    # A long number without commas is an order or account number, and those are read digit by digit.
    if len(digits) > 4 or (len(digits) > 1 and digits.startswith("0")):
        return _digits(digits)
    return cardinal(int(digits))


def _digits(digits: str) -> str:
    return " ".join(_ONES[int(digit)] for digit in digits)


def _amount_in_words(number: str) -> str:
    plain = _ungrouped(number)
    return _decimal(plain) if "." in plain else cardinal(int(plain))


def _ungrouped(number: str) -> str:
    return re.sub(rf"{SPACE}|,", "", number)


def _minus(match: re.Match[str]) -> str:
    return {"-": "minus ", "−": "minus ", "+": "plus ", "±": "plus or minus "}.get(match["sign"] or "", "")


def _address(match: re.Match[str]) -> str:
    said = re.sub(r"^https?://", "", match["address"]).replace("www.", "double-u double-u double-u dot ")
    said = re.sub(r"(?<=\w)-(?=\w)(?!u\b)", " dash ", said).replace("@", " at ").replace(".", " dot ")
    said = said.replace("double dash u", "double-u")
    return re.sub(r"\bfi$", "F I", re.sub(r"\s+", " ", said))


def _clock(match: re.Match[str]) -> str:
    half = f" {match['half']} m" if match["half"] else ""
    if match["to"]:
        return f"{_time(match['from'], half)} to {_time(match['to'], half)}{half}"
    return _time(match["from"], half) + half


def _time(written: str, half: str) -> str:
    hour, _, minute = written.replace(".", ":").partition(":")
    if not minute:
        return cardinal(int(hour))
    if minute == "00":
        if half:
            return cardinal(int(hour))
        return f"{cardinal(int(hour))} {'hundred' if int(hour) > 12 or hour == '00' else 'o’clock'}"
    return f"{cardinal(int(hour))} {'oh ' if minute.startswith('0') else ''}{cardinal(int(minute))}"


def _day(match: re.Match[str]) -> str:
    month = _MONTHS.get(match["month"], match["month"])
    when = f" {year(int(match['year']))}" if match["year"] else ""
    days = ordinal(int(match["from"])) + (f" to the {ordinal(int(match['to']))}" if match["to"] else "")
    the = "" if re.search(r"\b[Tt]he\s$", match.string[: match.start()]) else "the "
    return f"{the}{days} of {month}{when}"


def _month(match: re.Match[str]) -> str:
    return f"{_MONTHS.get(match['month'], match['month'])} {year(int(match['year']))}"


def _weekdays(match: re.Match[str]) -> str:
    end = f" to {_WEEKDAYS[match['to']]}" if match["to"] else ""
    return _WEEKDAYS[match["from"]] + end


def _in_year(match: re.Match[str]) -> str:
    return f"{match['when']} {year(int(match['year']))}"


def _money(match: re.Match[str]) -> str:
    one, many, cent, cents = _CURRENCIES[match["money"]]
    per = f" {_PER[match['per']]}" if match["per"] else ""
    if match["to"]:
        return f"{_amount_in_words(match['from'])} to {_amount_in_words(match['to'])} {many}{per}"
    number = _ungrouped(match["from"])
    if match["scale"]:
        scale = "thousand" if match["scale"] == "k" else "million"
        return f"{_minus(match)}{_amount_in_words(number)} {scale} {many}{per}"
    whole, _, part = number.partition(".")
    said = f"{cardinal(int(whole))} {one if int(whole) == 1 else many}"
    if len(part) == 2 and int(part):
        said += f" {cardinal(int(part))} {cent if int(part) == 1 else cents}"
    elif part and int(part):
        said = f"{_decimal(number)} {many}"
    return _minus(match) + said + per


def _amount(match: re.Match[str]) -> str:
    one, many = _UNITS[match["unit"]]
    per = f" {_PER[match['per']]}" if match["per"] else ""
    if match["to"]:
        return f"{_amount_in_words(match['from'])} to {_amount_in_words(match['to'])} {many}{per}"
    return f"{_minus(match)}{_amount_in_words(match['from'])} {one if match['from'] == '1' else many}{per}"


def _phone(match: re.Match[str]) -> str:
    plus = "plus " if match.group().startswith("+") else ""
    return plus + ", ".join(_digits(group) for group in re.findall(r"\d+", match.group()))


def _compound(match: re.Match[str]) -> str:
    return f"{cardinal(int(match['number']))} {match['word']}"


def _fraction(match: re.Match[str]) -> str:
    part = {"½": "half", "¼": "quarter", "¾": "three quarters"}[match["part"]]
    article = "" if part.startswith("three") else "a "
    return f"{cardinal(int(match['whole']))} and {article}{part}" if match["whole"] else article + part


def _times(match: re.Match[str]) -> str:
    return f"{cardinal(int(match['one']))} by {cardinal(int(match['two']))}"


def _range(match: re.Match[str]) -> str:
    return f"{_decimal(match['from'])} to {_decimal(match['to'])}"


def _number(match: re.Match[str]) -> str:
    return _minus(match) + _decimal(match["number"])


def _abbreviation(match: re.Match[str]) -> str:
    return _ABBREVIATIONS[match.group()]


def _name(match: re.Match[str]) -> str:
    return _NAMES[match["name"]] + (match["owner"] or "")


def _acronym(match: re.Match[str]) -> str:
    letters, more = match["letters"], match["more"] or ""
    if letters in _WORDS:
        return _WORDS[letters] + more
    if (
        match.string.isupper() and len(match.string.split()) > 1
    ):  # the whole text is in capitals: these are words, said loudly
        return letters.lower()
    return " ".join(letters) + more
