"""Names of people who do not exist."""

from __future__ import annotations

from collections.abc import Container
from random import Random

# First names as in a Finnish workplace of today, of all ages and of several home languages.
_FIRST = """
    Aaro Aida Aino Aleksi Alisa Amina Anneli Anton Antti Arja Asta Axel Bahar Benjamin Birgitta Daniel Eero Eeva Eino
    Elias Elina Ella Emilia Erkki Essi Eveliina Fatima Fredrik Hanna Heidi Helmi Henrik Hilla Iida Ilkka Ilona Inka Irja
    Ismo Jaakko Jani Jasmin Jenni Joel Johanna Juho Jussi Kaisa Kalle Karim Kerttu Kim Lassi Laura Leila Liisa Linh
    Linnea Lotta Lumi Maija Malin Marko Matilda Mehdi Meri Mikael Minna Mira Nea Niilo Niko Noora Oksana Olli Onni Oona
    Otso Outi Paavo Pinja Päivi Raili Rasmus Reetta Riku Riitta Roosa Saana Sakari Salla Samir Sanni Satu Sirpa Siiri
    Sofia Sulo Taavi Taina Tanja Tarja Tatjana Teemu Tiina Timo Toivo Tuomas Tuukka Ulla Urho Valtteri Veera Venla
    Vilma Väinö Ylva Yasmin
""".split()
_LAST = """
    Ahdeniitty Aholuoto Alaharju Auringonsalo Björkvik Eskovaara Granholmen Haapaluoto Hakovaara Halmesaari Harjulampi
    Heinäjoensuu Hiidenlampi Honkasuo Ihaniemi Ilolampi Jokihaara Järvensivu Kaarnaranta Kallioaho Kanervaharju
    Karhunoja Kaukosalo Kivikangas Koivuluhta Korpihalla Kotalahti Kuparikoski Kuusiluoma Lahdenkylä Lammasniemi
    Lehtoranta Leppälampi Lindvall Lumivaara Luotosaari Mansikkaniemi Metsäkulma Mustikkaoja Myllyharju Niittykoski
    Norrstrand Nummisuo Ojanvarsi Palokallio Pajuluoma Peltohaka Pihlajavaara Pohjanlahti Purolehto Pyhäluoto
    Rantakumpu Rauhaniemi Riihivuori Ruskovaara Salmenkivi Savilampi Siniharju Sorsavesi Stenvik Suvilampi Syvänoja
    Taivalsuo Tammikorpi Tervaoja Tuulensuu Uusiluoma Vaahteraharju Valkosalmi Vesikallio Vuokkola Västermalm Ylikoski
""".split()


def names(chance: Random, count: int, taken: Container[str]) -> list[str]:
    """So many names, at most some thousands, all different; none of those taken."""
    free = [name for first in _FIRST for last in _LAST if (name := f"{first} {last}") not in taken]
    return chance.sample(free, count)
