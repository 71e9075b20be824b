import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.speech.finnish_numerals import Case, cardinal, ordinal
from trainer.speech.line import Line, line_pieces
from trainer.speech.spoken import sentences, spoken


def said(text: str) -> str:
    return " ".join(spoken(sentence) for sentence in sentences(line_pieces(Line(text, "fi"))))


TABLE = """
Soitan klo 14. = Soitan kello neljätoista.
Soitan klo 14–16. = Soitan kello neljästätoista kuuteentoista.
klo 9-11 = kello yhdeksästä yhteentoista.
Kello 9.15 sopii. = Kello yhdeksän viisitoista sopii.
klo 9.05 = kello yhdeksän nolla viisi.
klo 14.00 = kello neljätoista.
klo 9.30–11 = kello yhdeksän kolmestakymmenestä yhteentoista.
14:30–15:45. = neljätoista kolmestakymmenestä viisitoista neljäänkymmeneenviiteen.
Palaan klo 14:ään mennessä. = Palaan kello neljääntoista mennessä.
Alkaa 8:30 = Alkaa kahdeksan kolmekymmentä.
3 h 30 min = kolme tuntia kolmekymmentä minuuttia.
3 h. Niin. = kolme tuntia. Niin.
1 h = yksi tunti.
n. 15–20 min = noin viidestätoista kahteenkymmeneen minuuttia.
45 s = neljäkymmentäviisi sekuntia.
Se maksaa 20 €. = Se maksaa kaksikymmentä euroa.
1 € = yksi euro.
2,50 € = kaksi euroa viisikymmentä senttiä.
1,05 € = yksi euro viisi senttiä.
19,00 € = yhdeksäntoista euroa.
12 500 € = kaksitoistatuhatta viisisataa euroa.
12500 € = kaksitoistatuhatta viisisataa euroa.
20 €/kk = kaksikymmentä euroa kuukaudessa.
2–3 € = kahdesta kolmeen euroa.
20 €:n lasku = kahdenkymmenen euron lasku.
15 e = viisitoista euroa.
50 snt = viisikymmentä senttiä.
1,5 milj. € = yksi pilkku viisi miljoonaa euroa.
20 % = kaksikymmentä prosenttia.
84 % = kahdeksankymmentäneljä prosenttia.
6,5 % korko = kuusi pilkku viisi prosenttia korko.
5 %:n alennus = viiden prosentin alennus.
20 %:iin asti = kahteenkymmeneen prosenttiin asti.
+5 % = plus viisi prosenttia.
−5 °C = miinus viisi astetta.
alv 24 % = arvonlisävero kaksikymmentäneljä prosenttia.
Tulen 12.6. Sopiiko? = Tulen kahdestoista kesäkuuta. Sopiiko?
Tulen 12.6. aamulla. = Tulen kahdestoista kesäkuuta aamulla.
12.6.2026 = kahdestoista kesäkuuta kaksituhatta kaksikymmentäkuusi.
1.1.2026 = ensimmäinen tammikuuta kaksituhatta kaksikymmentäkuusi.
Tiistaina 14.10. sopii. = Tiistaina neljäntenätoista lokakuuta sopii.
ti 14.10. = tiistai neljästoista lokakuuta.
ma–pe klo 9–17 = maanantaista perjantaihin kello yhdeksästä seitsemääntoista.
ke-to = keskiviikosta torstaihin.
pe klo 14 = perjantaina kello neljätoista.
12.–14.6. = kahdennestatoista neljänteentoista kesäkuuta.
30.5.–2.6. = kolmannestakymmenennestä toukokuuta toiseen kesäkuuta.
14. lokakuuta = neljästoista lokakuuta.
tiistaina 14. lokakuuta = tiistaina neljäntenätoista lokakuuta.
3. kerta = kolmas kerta.
3. kerran = kolmannen kerran.
2. päivänä = toisena päivänä.
21. sivu = kahdeskymmenesensimmäinen sivu.
2–3 viikkoa = kahdesta kolmeen viikkoa.
2–3 vk = kahdesta kolmeen viikkoa.
2 v. sitten = kaksi vuotta sitten.
5 päivää = viisi päivää.
5 päivän kuluessa = viiden päivän kuluessa.
2 viikossa = kahdessa viikossa.
2 viikkoon = kahteen viikkoon.
10 minuutin päästä = kymmenen minuutin päästä.
20 eurolla = kahdellakymmenellä eurolla.
3 asiakkaalle = kolmelle asiakkaalle.
3 asiakasta = kolme asiakasta.
20 on liikaa = kaksikymmentä on liikaa.
040 123 4567 = nolla neljä nolla, yksi kaksi kolme, neljä viisi kuusi seitsemän.
+358 40 1234 = plus kolme viisi kahdeksan, neljä nolla, yksi kaksi kolme neljä.
Tilaus 20417 = Tilaus kaksi nolla neljä yksi seitsemän.
Huone 007 = Huone nolla nolla seitsemän.
vuonna 2014 = vuonna kaksituhatta neljätoista.
v. 1995 = vuonna tuhat yhdeksänsataayhdeksänkymmentäviisi.
20 000 asiakasta = kaksikymmentätuhatta asiakasta.
3,5 = kolme pilkku viisi.
0,05 = nolla pilkku nolla viisi.
½ = puoli.
1½ tuntia = yksi ja puoli tuntia.
30-vuotias = kolmekymmentävuotias.
24-tuntinen = kaksikymmentäneljätuntinen.
2 x 5 = kaksi kertaa viisi.
5:een = viiteen.
10:ssä = kymmenessä.
3:lla = kolmella.
7:n = seitsemän.
100 km/h = sata kilometriä tunnissa.
60 W = kuusikymmentä wattia.
3 kpl = kolme kappaletta.
esim. Marja = esimerkiksi Marja.
johdot jne. Sitten = johdot ja niin edelleen. Sitten.
ns. asiakas = niin sanottu asiakas.
mm. tämä = muun muassa tämä.
ja/tai = ja tai.
nro 5, s. 5 = numero viisi, sivu viisi.
Kotivalo Oy = Kotivalo oo yy.
CRM = see är äm.
NPS:n = än pee ässän.
IT:ssä = ii teessä.
PDF:ää = pee dee äffää.
OK = okei.
EI KÄY NÄIN! = ei käy näin!
marja@kotivalo.fi = marja ät kotivalo piste äf ii.
www.kotivalo.fi = vee vee vee piste kotivalo piste äf ii.
Marja & Timo = Marja ja Timo.
Odota… mitä? = Odota, mitä?
Odota… Mitä? = Odota. Mitä?
Mitä?! Ei. = Mitä? Ei.
”Hei”, hän sanoi. = Hei, hän sanoi.
Tule (pian) tänne. = Tule, pian, tänne.
Niin – en tiedä. = Niin, en tiedä.
Ei se mitään = Ei se mitään.
"""
CASES = [tuple(line.split(" = ")) for line in TABLE.strip().splitlines()]


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 80


@pytest.mark.parametrize(("written", "wanted"), CASES)
def test_written_finnish_is_said(written: str, wanted: str) -> None:
    assert said(written) == wanted
    assert said(written.replace(" ", "\u00a0")) == wanted


@pytest.mark.parametrize(
    ("number", "case", "wanted"),
    [
        (0, "nominative", "nolla"),
        (11, "genitive", "yhdentoista"),
        (25, "genitive", "kahdenkymmenenviiden"),
        (200, "illative", "kahteensataan"),
        (101, "nominative", "satayksi"),
        (1000, "elative", "tuhannesta"),
        (2300, "nominative", "kaksituhatta kolmesataa"),
        (2000, "inessive", "kahdessatuhannessa"),
        (1_000_000, "partitive", "miljoonaa"),
        (3_000_001, "nominative", "kolme miljoonaa yksi"),
        (8, "essive", "kahdeksana"),
        (6, "translative", "kuudeksi"),
    ],
)
def test_numerals_are_declined(number: int, case: Case, wanted: str) -> None:
    assert cardinal(number, case) == wanted


@pytest.mark.parametrize(
    ("number", "case", "wanted"),
    [
        (1, "nominative", "ensimmäinen"),
        (2, "essive", "toisena"),
        (12, "nominative", "kahdestoista"),
        (20, "essive", "kahdentenakymmenentenä"),
        (23, "genitive", "kahdennenkymmenennenkolmannen"),
        (31, "illative", "kolmanteenkymmenenteenensimmäiseen"),
        (100, "nominative", "sadas"),
        (202, "nominative", "kahdessadastoinen"),
    ],
)
def test_ordinals_are_declined(number: int, case: Case, wanted: str) -> None:
    assert ordinal(number, case) == wanted


@given(st.text(alphabet="a1 2.,:–-%€hkmlon()/5:n&½”…?!0\u00a0Ää@x²", max_size=40))
def test_whatever_is_written_pieces_lie_in_order_within_the_text(text: str) -> None:
    at = 0
    for piece in line_pieces(Line(text, "fi")):
        assert at <= piece.start < piece.end <= len(text)
        assert piece.said.strip()
        assert not re.search(r"\d", piece.said)
        at = piece.end
