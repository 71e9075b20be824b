"""What a word looks like when nothing else is known of it: its ending, which means the same in every field of work."""

from __future__ import annotations

_FI_NUMBERS = (
    "yks", "kaks", "kahde", "kahte", "kolm", "nelj", "viisi", "viide", "viite", "kuusi", "kuude", "kuute",
    "seitsem", "kahdeks", "yhdeks", "kymmen", "sata", "sada", "tuhat", "tuhan", "puoli", "puole", "pari",
    "toista",
)  # fmt: skip
_FI_ENDINGS = (
    "mme", "tte", "taan", "tään", "daan", "dään", "tiin", "isi", "isin", "isit", "nne", "nut", "nyt", "neet",
    "nu", "ny", "ssa", "ssä", "sta", "stä", "lla", "llä", "lle", "lta", "ltä", "ksi", "han", "hän", "kin",
    "kaan", "kään", "pa", "pä", "in", "si", "en", "n", "t", "a", "ä",
)  # fmt: skip
_FI_SAME = {
    "tään": "taan", "daan": "taan", "dään": "taan", "nyt": "nut", "neet": "nut", "nu": "nut", "ny": "nut", "ssä": "ssa",
    "stä": "sta", "llä": "lla", "ltä": "lta", "hän": "han", "kään": "kaan", "pä": "pa", "ä": "a",
}  # fmt: skip
_FI_TELLING = frozenset(("<mme>", "<tte>", "<taan>", "<tiin>", "<in>", "<isit>", "<nne>", "<nut>", "<isi>", "<isin>"))
_EN_NUMBERS = frozenset((
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty",
    "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "half", "quarter", "third",
    "dozen", "twice", "once", "double",
))  # fmt: skip
_EN_PAST = frozenset((
    "went", "came", "took", "gave", "sent", "left", "lost", "told", "said", "got", "had", "was", "were", "did",
    "made", "put", "kept", "held", "rang", "wrote", "sold", "bought", "paid", "drove", "broke", "fell", "felt",
    "found", "forgot", "knew", "thought", "brought", "caught", "stood", "sat", "ran", "read", "saw", "heard",
    "met", "led", "set", "cut", "let", "hit", "hurt", "wore", "tore", "stole", "spoke", "chose", "froze",
    "rose", "slept", "spent", "built", "burnt", "learnt", "meant",
))  # fmt: skip
_EN_ENDINGS = ("n't", "'s", "ing", "ed", "ly", "est", "er", "s", "y")
NUMBER = "@num"


def shape(word: str, finnish: bool) -> str:
    """The shape of a word: "@num" for a number word, else its ending as "<…>", "<x>" where none is known."""
    return _finnish(word) if finnish else _english(word)


def tells(shape_: str) -> bool:
    """Whether a Finnish ending tells the doer or the time of a deed, so that it is worth having beside a concept."""
    return shape_ in _FI_TELLING


def _finnish(word: str) -> str:
    if word.startswith(_FI_NUMBERS):
        return NUMBER
    for ending in _FI_ENDINGS:
        if len(word) > len(ending) + 2 and word.endswith(ending):
            return f"<{_FI_SAME.get(ending, ending)}>"
    return "<x>"


def _english(word: str) -> str:
    if word.partition("-")[0] in _EN_NUMBERS:
        return NUMBER
    if word in _EN_PAST:
        return "<ed>"
    for ending in _EN_ENDINGS:
        if len(word) > len(ending) + 2 and word.endswith(ending):
            return f"<{ending}>"
    return "<x>"
