"""How written Finnish is said: times, dates, amounts, abbreviations and signs.

A number takes the case of what follows it ("2 viikossa" is "kahdessa viikossa") or of its own ending ("5:een").
"""

from __future__ import annotations

import re
from collections.abc import Callable

from trainer.speech.finnish_numerals import Case, cardinal, declined, harmonised, ordinal
from trainer.speech.spoken import DASH, SPACE, WORD, Rule

_MONTHS = (
    "tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta", "heinäkuuta", "elokuuta",
    "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta",
)  # fmt: skip
_WEEKDAYS = {
    "ma": "maanantai", "ti": "tiistai", "ke": "keskiviikko", "to": "torstai", "pe": "perjantai",
    "la": "lauantai", "su": "sunnuntai",
}  # fmt: skip

# What an ending after a colon, or of a following noun, says about the case; the longer ending wins.
_ENDINGS: dict[str, Case] = {
    "ssa": "inessive", "ssä": "inessive", "sta": "elative", "stä": "elative", "lla": "adessive", "llä": "adessive",
    "lta": "ablative", "ltä": "ablative", "lle": "allative", "ksi": "translative", "na": "essive", "nä": "essive",
}  # fmt: skip
_COLON = r"(?::(?P<ending>[a-zäö]{1,5})\b)?"

# Nouns that are counted; any other word after a number says nothing about the number's case.
_COUNTED = re.compile(
    r"päiv|vii[ko]|kuu[kn]|vuo[dtrs]|tun[nt]i|minuut|sekun|euro|sent|prosen|kappale|ker[rt]|metri|kilo|hen[kg]|asiakkaa"
    r"|astee|puhelu|koh[dt]a|lamp|vaihtoeh|kysymyks"
)

# Nominative, weak stem, partitive, illative, essive.
_UNITS = {
    "€": ("euro", "euro", "euroa", "euroon", "eurona"),
    "%": ("prosentti", "prosenti", "prosenttia", "prosenttiin", "prosenttina"),
    "h": ("tunti", "tunni", "tuntia", "tuntiin", "tuntina"),
    "min": ("minuutti", "minuuti", "minuuttia", "minuuttiin", "minuuttina"),
    "s": ("sekunti", "sekunni", "sekuntia", "sekuntiin", "sekuntina"),
    "pv": ("päivä", "päivä", "päivää", "päivään", "päivänä"),
    "vk": ("viikko", "viiko", "viikkoa", "viikkoon", "viikkona"),
    "kk": ("kuukausi", "kuukaude", "kuukautta", "kuukauteen", "kuukautena"),
    "v": ("vuosi", "vuode", "vuotta", "vuoteen", "vuotena"),
    "kpl": ("kappale", "kappalee", "kappaletta", "kappaleeseen", "kappaleena"),
    "hlö": ("henkilö", "henkilö", "henkilöä", "henkilöön", "henkilönä"),
    "snt": ("sentti", "senti", "senttiä", "senttiin", "senttinä"),
    "km": ("kilometri", "kilometri", "kilometriä", "kilometriin", "kilometrinä"),
    "cm": ("senttimetri", "senttimetri", "senttimetriä", "senttimetriin", "senttimetrinä"),
    "mm": ("millimetri", "millimetri", "millimetriä", "millimetriin", "millimetrinä"),
    "m": ("metri", "metri", "metriä", "metriin", "metrinä"),
    "m²": ("neliömetri", "neliömetri", "neliömetriä", "neliömetriin", "neliömetrinä"),
    "kg": ("kilo", "kilo", "kiloa", "kiloon", "kilona"),
    "g": ("gramma", "gramma", "grammaa", "grammaan", "grammana"),
    "l": ("litra", "litra", "litraa", "litraan", "litrana"),
    "W": ("watti", "wati", "wattia", "wattiin", "wattina"),
    "kWh": ("kilowattitunti", "kilowattitunni", "kilowattituntia", "kilowattituntiin", "kilowattituntina"),
    "°C": ("aste", "astee", "astetta", "asteeseen", "asteena"),
    "°": ("aste", "astee", "astetta", "asteeseen", "asteena"),
    "milj.": ("miljoona", "miljoona", "miljoonaa", "miljoonaan", "miljoonana"),
    "mrd.": ("miljardi", "miljardi", "miljardia", "miljardiin", "miljardina"),
}
_UNIT_NAMES = {"e": "€", "eur": "€", "EUR": "€", "t": "h", "tkm": "km", "kgs": "kg", "min.": "min"}
_PER = {
    "kk": "kuukaudessa", "v": "vuodessa", "vk": "viikossa", "pv": "päivässä", "h": "tunnissa", "t": "tunnissa",
    "min": "minuutissa", "kpl": "kappaleelta", "hlö": "henkilöltä", "km": "kilometriltä", "kg": "kilolta",
    "m²": "neliömetriltä", "kWh": "kilowattitunnilta", "kerta": "kerralta", "l": "litralta",
}  # fmt: skip

_ABBREVIATIONS = {
    "esim.": "esimerkiksi", "ns.": "niin sanottu", "mm.": "muun muassa", "ym.": "ynnä muuta",
    "jne.": "ja niin edelleen", "yms.": "ynnä muuta sellaista", "tms.": "tai muuta sellaista",
    "ks.": "katso", "vrt.": "vertaa",
    "huom.": "huomaa", "puh.": "puhelin", "os.": "osoite", "nro": "numero", "n:o": "numero", "klo": "kello",
    "alv": "arvonlisävero", "alv.": "arvonlisävero", "ALV": "arvonlisävero", "tj.": "toimitusjohtaja",
    "toim.joht.": "toimitusjohtaja", "Oy": "oo yy", "Oyj": "oo yy jii", "ry": "är yy", "Ky": "koo yy",
    "pvm": "päivämäärä", "ko.": "kyseinen", "em.": "edellä mainittu", "ed.": "edellinen", "seur.": "seuraava",
    "sis.": "sisältää", "min.": "minimi", "max.": "maksimi", "maks.": "enintään", "väh.": "vähintään",
    "t.": "terveisin", "hlö": "henkilö", "kpl": "kappaletta", "vk": "viikko", "kk": "kuukausi", "pv": "päivä",
    "asiakaspalv.": "asiakaspalvelu", "yht.": "yhteensä", "tarv.": "tarvittaessa", "ja/tai": "ja tai",
}  # fmt: skip
_ENDERS = ("ym.", "jne.", "yms.", "tms.", "alv.")

_LETTERS = {
    "a": "aa", "b": "bee", "c": "see", "d": "dee", "e": "ee", "f": "äf", "g": "gee", "h": "hoo", "i": "ii", "j": "jii",
    "k": "koo", "l": "äl", "m": "äm", "n": "än", "o": "oo", "p": "pee", "q": "kuu", "r": "är", "s": "äs", "t": "tee",
    "u": "uu", "v": "vee", "w": "kaksoisvee", "x": "äks", "y": "yy", "z": "tset", "å": "ruotsalainen oo", "ä": "ää",
    "ö": "öö",
}  # fmt: skip
# Acronyms that are read as words.
_WORDS = {"OK": "okei", "PIN": "pin", "KELA": "Kela", "HUS": "hus", "SIM": "sim", "GIF": "gif"}

_SIGNS = {
    "&": "ja", "+": "plus", "=": "on yhtä kuin", "§": "pykälä", "@": "ät", "%": "prosenttia", "€": "euroa",
    "#": "numero", "½": "puoli", "×": "kertaa", "≈": "noin", "/": "kautta", "→": "", "°": "astetta", "°C": "astetta",
}  # fmt: skip

_INTEGER = rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)|\d+"
_NUMBER = rf"(?:{_INTEGER})(?:,\d+)?"
_TIME = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?(?![.,:]?\d)"


def rules() -> tuple[Rule, ...]:
    """The rules of Finnish, the more particular ones first."""
    unit = "|".join(re.escape(name) for name in sorted((*_UNITS, *_UNIT_NAMES), key=len, reverse=True))
    per = "|".join(re.escape(name) for name in sorted(_PER, key=len, reverse=True))
    weekday = "|".join(_WEEKDAYS)
    abbreviation = "|".join(re.escape(name) for name in sorted(_ABBREVIATIONS, key=len, reverse=True))
    ender = "|".join(re.escape(name) for name in _ENDERS)
    day, month = r"(?:3[01]|[12]\d|0?[1-9])", r"(?:1[0-2]|0?[1-9])"
    bounded = r"(?<![\w,.])"
    return (
        _rule(r"(?P<address>[\w.\-]+@[\w\-]+(?:\.[\w\-]+)+|(?:https?://)?(?:www\.)[\w\-]+(?:\.[\w\-]+)+)", _address),
        _rule(rf"(?:[Kk]lo|kello){SPACE}?(?P<from>{_TIME})(?:\s?{DASH}\s?(?P<to>{_TIME}))?{_COLON}", _clock),
        _rule(rf"{bounded}(?P<from>\d{{1,2}}[.:][0-5]\d)\s?{DASH}\s?(?P<to>\d{{1,2}}[.:][0-5]\d)(?![.,]?\d)", _clock),
        _rule(rf"{bounded}(?P<from>(?:[01]?\d|2[0-3]):[0-5]\d)(?P<to>)(?P<ending>)(?!\d)", _clock),
        _rule(rf"\b(?P<from>{weekday}){DASH}(?P<to>{weekday})\b", _weekdays),
        _rule(rf"\b(?P<weekday>{weekday})(?P<at>{SPACE}klo)?(?={SPACE}\d)", _weekday),
        _rule(
            rf"{bounded}(?P<from>{day})\.(?:(?P<from_month>{month})\.)?{DASH}(?P<to>{day})\."
            rf"(?P<month>{month})\.(?P<year>\d{{4}})?(?!\d)",
            _days,
            ends=True,
        ),
        _rule(rf"{bounded}(?P<day>{day})\.(?P<month>{month})\.(?P<year>\d{{4}})?(?!\d)", _day, ends=True),
        _rule(rf"{bounded}(?P<from>\d{{1,2}})\.{DASH}(?P<to>\d{{1,2}})\.(?={SPACE}[a-zäö])", _ordinals),
        _rule(rf"{bounded}(?P<number>\d{{1,3}})\.(?={SPACE}(?P<noun>[a-zåäö]+))", _ordinal),
        _rule(rf"{bounded}\+?(?:358{SPACE}?\d|0\d)[\d \u00a0\u202f\-]{{4,}}\d", _phone),
        _rule(
            rf"(?<![\w,.])(?P<sign>[-−+±](?=\d))?(?P<from>{_NUMBER})(?:\s?{DASH}\s?(?P<to>{_NUMBER}))?{SPACE}?"
            rf"(?P<unit>{unit})(?![\w²])(?:/(?P<per>{per})(?!\w))?{_COLON}(?:\.(?={SPACE}[a-zäö]))?",
            _amount,
        ),
        _rule(rf"(?<![\w,.])(?P<number>\d+){DASH}(?P<word>[^\W\d_]{{2,}}{WORD}|[^\W\d_]{{2,}})", _compound),
        _rule(r"(?<![\w,.])(?P<whole>\d+)?(?P<part>[½¼¾])", _fraction),
        _rule(rf"(?<![\w,.])(?P<one>\d+){SPACE}?[x×]{SPACE}?(?P<two>\d+)(?!\w)", _times),
        _rule(rf"(?<![\w,.])(?P<from>{_NUMBER}){DASH}(?P<to>{_NUMBER})(?![\w.,]\d)", _range),
        _rule(
            rf"(?P<sign>(?<!\w)[-−+±](?=\d))?(?P<number>{_NUMBER}){_COLON}(?={SPACE}(?P<noun>[a-zåäö]+)|)",
            _number,
        ),
        _rule(rf"(?<!\w)(?:{ender})(?!\w)", _abbreviation, ends=True),
        _rule(rf"(?<!\w)n\.(?={SPACE}?\d)", lambda _: "noin"),
        _rule(rf"(?<!\w)s\.(?={SPACE}?\d)", lambda _: "sivu"),
        _rule(rf"(?<!\w)v\.(?={SPACE}?\d{{4}})", lambda _: "vuonna"),
        _rule(rf"(?<!\w)(?:{abbreviation})(?![\w:])", _abbreviation),
        _rule(r"\b(?P<letters>[A-ZÅÄÖ]{2,5})(?::(?P<ending>[a-zäö]{1,5}))?\b(?![-‑]?[A-ZÅÄÖ])", _acronym),
        _rule(r"°C|[&+=§@%€#½×≈/→°]", lambda match: _SIGNS[match.group()]),
    )


def _rule(pattern: str, say: Callable[[re.Match[str]], str], *, ends: bool = False) -> Rule:
    return Rule(re.compile(pattern), say, ends)


def _case_of_ending(ending: str | None) -> Case:
    """The case that an ending written after a colon stands for."""
    if not ending:
        return "nominative"
    known = next((case for end, case in _ENDINGS.items() if ending.endswith(end)), None)
    if known:
        return known
    return "genitive" if ending in ("n", "en") else "illative" if ending.endswith("n") else "partitive"


def _case_of_noun(noun: str | None) -> Case:
    """The case a number takes before this word: its own if the word is counted, else the nominative."""
    if not noun or not _COUNTED.match(noun):
        return "nominative"
    known = next((case for end, case in _ENDINGS.items() if noun.endswith(end)), None)
    if known:
        return known
    if noun.endswith("n") and not noun.endswith("nen"):
        return "illative" if noun[-2:-1] == noun[-3:-2] else "genitive"
    return "nominative"


def _decimal(number: str, case: Case = "nominative") -> str:
    whole, _, part = re.sub(SPACE, "", number).partition(",")
    if not part:
        return cardinal(int(whole), case) if whole != number else _whole(whole, case)
    digits = " ".join(cardinal(int(digit)) for digit in part) if part.startswith("0") else cardinal(int(part))
    return f"{cardinal(int(whole))} pilkku {digits}"


def _whole(digits: str, case: Case = "nominative") -> str:
    # A long number without spaces is an order or account number, and those are read digit by digit.
    if len(digits) > 4 or (len(digits) > 1 and digits.startswith("0")):
        return _digits(digits)
    return cardinal(int(digits), case)


def _digits(digits: str) -> str:
    return " ".join(cardinal(int(digit)) for digit in digits)


def _sign(match: re.Match[str]) -> str:
    return {"-": "miinus ", "−": "miinus ", "+": "plus ", "±": "plus miinus "}.get(match["sign"] or "", "")


def _address(match: re.Match[str]) -> str:
    said = re.sub(r"^https?://", "", match["address"]).replace("www.", "vee vee vee piste ")
    said = said.replace("@", " ät ").replace("-", " viiva ").replace(".", " piste ")
    return re.sub(r"\bfi$", "äf ii", re.sub(r"\s+", " ", said))


def _clock(match: re.Match[str]) -> str:
    kello = "kello " if match.group()[:1] in "kK" else ""
    if match["to"]:
        return f"{kello}{_time(match['from'], 'elative')} {_time(match['to'], 'illative')}"
    return kello + _time(match["from"], _case_of_ending(match.groupdict().get("ending")))


def _time(written: str, case: Case) -> str:
    hour, _, minute = written.replace(":", ".").partition(".")
    if not minute or minute == "00":
        return cardinal(int(hour), case)
    nought = "nolla " if minute.startswith("0") else ""
    return f"{cardinal(int(hour))} {nought}{cardinal(int(minute), case)}"


def _weekdays(match: re.Match[str]) -> str:
    start, end = _WEEKDAYS[match["from"]], _WEEKDAYS[match["to"]]
    return f"{harmonised(start.replace('kko', 'ko'), 'sta')} {end}{'hin' if end.endswith('i') else 'on'}"


def _weekday(match: re.Match[str]) -> str:
    name = _WEEKDAYS[match["weekday"]]
    return f"{harmonised(name, 'na')} kello" if match["at"] else name


def _year(match: re.Match[str]) -> str:
    return f" {cardinal(int(match['year']))}" if match["year"] else ""


def _day(match: re.Match[str]) -> str:
    # "tiistaina 14.10." agrees with its weekday, "tiistai 14.10." does not.
    essive = re.search(rf"(?:tai|viikko)na{SPACE}$", match.string[: match.start()])
    day = ordinal(int(match["day"]), "essive" if essive else "nominative")
    return f"{day} {_MONTHS[int(match['month']) - 1]}{_year(match)}"


def _days(match: re.Match[str]) -> str:
    start = ordinal(int(match["from"]), "elative")
    if match["from_month"]:
        start += f" {_MONTHS[int(match['from_month']) - 1]}"
    end = ordinal(int(match["to"]), "illative")
    return f"{start} {end} {_MONTHS[int(match['month']) - 1]}{_year(match)}"


def _ordinals(match: re.Match[str]) -> str:
    return f"{ordinal(int(match['from']), 'elative')} {ordinal(int(match['to']), 'illative')}"


def _ordinal(match: re.Match[str]) -> str:
    number, noun = int(match["number"]), match["noun"]
    if not 0 < number < 1000:
        return cardinal(number)
    case = "nominative" if noun in _MONTHS else _case_of_noun(noun)
    if noun in _MONTHS and re.search(rf"(?:tai|viikko)na{SPACE}$", match.string[: match.start()]):
        case = "essive"
    return ordinal(number, case)


def _phone(match: re.Match[str]) -> str:
    groups = re.findall(r"\d+", match.group())
    plus = "plus " if match.group().startswith("+") else ""
    return plus + ", ".join(_digits(group) for group in groups)


def _amount(match: re.Match[str]) -> str:
    unit = _UNIT_NAMES.get(match["unit"], match["unit"])
    per = f" {_PER[match['per']]}" if match["per"] else ""
    forms = _UNITS[unit]
    if match["to"]:
        numbers = f"{_decimal(match['from'], 'elative')} {_decimal(match['to'], 'illative')}"
        return f"{numbers} {declined(forms, 'partitive')}{per}"
    case, number = _case_of_ending(match["ending"]), re.sub(SPACE, "", match["from"])
    whole, _, cents = number.partition(",")
    if unit == "€" and len(cents) == 2:
        euros = f"{cardinal(int(whole))} {_counted(forms, whole, case)}"
        return euros + (f" {cardinal(int(cents))} {_counted(_UNITS['snt'], cents, case)}" if int(cents) else "") + per
    words = _decimal(match["from"], case) if cents else cardinal(int(whole), case)
    return f"{_sign(match)}{words} {_counted(forms, number, case)}{per}"


def _counted(forms: tuple[str, str, str, str, str], number: str, case: Case) -> str:
    """A unit after a number: "yksi euro", "kaksi euroa", "kahden euron"."""
    if case == "nominative" and number.lstrip("0") != "1":
        return declined(forms, "partitive")
    return declined(forms, case)


def _compound(match: re.Match[str]) -> str:
    number = int(match["number"])
    return f"{cardinal(number)}{match['word']}" if number < 1000 else f"{cardinal(number)} {match['word']}"


def _fraction(match: re.Match[str]) -> str:
    part = {"½": "puoli", "¼": "neljäsosa", "¾": "kolme neljäsosaa"}[match["part"]]
    return f"{cardinal(int(match['whole']))} ja {part}" if match["whole"] else part


def _times(match: re.Match[str]) -> str:
    return f"{cardinal(int(match['one']))} kertaa {cardinal(int(match['two']))}"


def _range(match: re.Match[str]) -> str:
    return f"{_decimal(match['from'], 'elative')} {_decimal(match['to'], 'illative')}"


def _number(match: re.Match[str]) -> str:
    case = _case_of_ending(match["ending"]) if match["ending"] else _case_of_noun(match["noun"])
    return _sign(match) + _decimal(match["number"], case)


def _abbreviation(match: re.Match[str]) -> str:
    return _ABBREVIATIONS[match.group()]


def _acronym(match: re.Match[str]) -> str:
    letters, ending = match["letters"], match["ending"] or ""
    if letters in _WORDS:
        return _WORDS[letters] + ending
    if (
        match.string.isupper() and len(match.string.split()) > 1
    ):  # the whole text is in capitals: these are words, said loudly
        return letters.lower()
    said = [_LETTERS[letter] for letter in letters.lower()]
    if ending:
        # Names of letters such as äs are declined as ässä.
        last = said[-1]
        stem = f"{last}{last[-1]}ä" if last in ("äf", "äl", "äm", "än", "är", "äs") else last
        said[-1] = stem + (ending[1:] if ending[0] == stem[-1] else ending)
    return " ".join(said)
