import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.speech.english import cardinal, ordinal, year
from trainer.speech.line import Line, line_pieces
from trainer.speech.spoken import sentences, spoken


def said(text: str) -> str:
    return " ".join(spoken(sentence) for sentence in sentences(line_pieces(Line(text, "en-GB"))))


TABLE = """
I will call between 2–4 pm. = I will call between two to four p m.
I will call at 2 p.m. Is that fine? = I will call at two p m. Is that fine?
at 2 p.m. today = at two p m today.
at 2:30pm = at two thirty p m.
It is 9:14. = It is nine fourteen.
9:05 = nine oh five.
9:00 = nine o’clock.
14:00 = fourteen hundred.
14:30 = fourteen thirty.
10:30–11:15 = ten thirty to eleven fifteen.
from 9am to 5pm = from nine a m to five p m.
12 June 2026 = the twelfth of June twenty twenty-six.
on 12 June 2026, 9:14 = on the twelfth of June twenty twenty-six, nine fourteen.
the 3 May = the third of May.
June 12 = the twelfth of June.
June 12, 2026 = the twelfth of June twenty twenty-six.
Oct 14 = the fourteenth of October.
14–16 October = the fourteenth to the sixteenth of October.
May 2026 = May twenty twenty-six.
May I ask? = May I ask?
Mon–Fri 9–17 = Monday to Friday nine to seventeen.
Tue 14 Oct = Tuesday the fourteenth of October.
Sat down on Sun. = Sat down on Sun.
in 2014 = in twenty fourteen.
since 1995 = since nineteen ninety-five.
in 2005 = in two thousand and five.
by 1905 = by nineteen oh five.
2014 people = two thousand and fourteen people.
It costs €20. = It costs twenty euros.
20 € = twenty euros.
€1 = one euro.
€2.50 = two euros fifty cents.
£2.50 = two pounds fifty pence.
£1.01 = one pound one penny.
$5 = five dollars.
€12,500 = twelve thousand five hundred euros.
12,500 € = twelve thousand five hundred euros.
€20/month = twenty euros a month.
€2–3 = two to three euros.
€1.5 million = one point five million euros.
€20k = twenty thousand euros.
-€5 = minus five euros.
20% = twenty percent.
84 % = eighty-four percent.
6.5% = six point five percent.
+5% = plus five percent.
3 h 30 min = three hours thirty minutes.
1 h = one hour.
2–3 min = two to three minutes.
−5 °C = minus five degrees.
100 km/h = one hundred kilometres an hour.
60 W = sixty watts.
5 kg = five kilos.
1st = first.
22nd = twenty-second.
100th = one hundredth.
12th = twelfth.
30-year-old = thirty year-old.
24/7 = twenty-four seven.
2 x 5 = two by five.
½ = a half.
1½ hours = one and a half hours.
3.5 = three point five.
0.05 = zero point zero five.
12,500 = twelve thousand five hundred.
Order 20417 = Order two zero four one seven.
Room 007 = Room zero zero seven.
101 = one hundred and one.
1,001 = one thousand and one.
020 7946 0018 = zero two zero, seven nine four six, zero zero one eight.
3–5 days = three to five days.
e.g. lamps = for example lamps.
i.e. never = that is never.
cables etc. Then = cables et cetera. Then.
Mr Ward = Mister Ward.
Mrs. Ward = Missus Ward.
Dr Holm's = Doctor Holm's.
No. 5 = number five.
No. I will not. = No. I will not.
approx. 20 = approximately twenty.
CRM = C R M.
the PDFs = the P D Fs.
OK = okay.
THIS IS NOT ON! = this is not on!
IT is down = I T is down.
marja@kotivalo.fi = marja at kotivalo dot F I.
www.kotivalo.fi = double-u double-u double-u dot kotivalo dot F I.
and/or = and or.
Marja's lamp = Mahrya's lamp.
Ward & Sons = Ward and Sons.
Wait… what? = Wait, what?
What?! No. = What? No.
“Hello”, she said. = Hello, she said.
Come (soon) here. = Come, soon, here.
Well – I don't know. = Well, I don't know.
Don't you think it's their fault? = Don't you think it's their fault?
VAT 24% = vat twenty-four percent.
"""
CASES = [tuple(line.split(" = ")) for line in TABLE.strip().splitlines()]


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 80


@pytest.mark.parametrize(("written", "wanted"), CASES)
def test_written_english_is_said(written: str, wanted: str) -> None:
    assert said(written) == wanted
    assert said(written.replace(" ", "\u00a0")) == wanted


def test_numbers_in_words() -> None:
    assert cardinal(0) == "zero"
    assert cardinal(999) == "nine hundred and ninety-nine"
    assert cardinal(20_417) == "twenty thousand four hundred and seventeen"
    assert cardinal(3_000_001) == "three million and one"
    assert [ordinal(number) for number in (3, 9, 20, 31, 101)] == [
        "third", "ninth", "twentieth", "thirty-first", "one hundred and first",
    ]  # fmt: skip
    assert [year(number) for number in (1900, 2000, 2026)] == ["nineteen hundred", "two thousand", "twenty twenty-six"]


@given(st.text(alphabet="a1 2.,:–-%€£hkmlon()/5:s&½”…?!0\u00a0@x²'th", max_size=40))
def test_whatever_is_written_pieces_lie_in_order_within_the_text(text: str) -> None:
    at = 0
    for piece in line_pieces(Line(text, "en")):
        assert at <= piece.start < piece.end <= len(text)
        assert piece.said.strip()
        assert not re.search(r"\d", piece.said)
        at = piece.end
