"""What trainees and coaches who do not exist write, by language; what the program's own texts say is not repeated."""

from __future__ import annotations

from typing import NamedTuple


class Sayings(NamedTuple):
    """Texts of one language; braces as in `str.format`.

    Attributes:
        reasons: of a coach for another level; `anchor` says what that level looks like.
        confirmed: of a coach for a level that the program gave and was not sure of.
        encouraged: in a coach's comment on a reply.
        good, middling, poor: a coach's comment on a session; `best` and `weakest` are names of skills.
        answers: of a trainee to a review.
        disputes: of a trainee against a mark; `skill` is its name.
        proud, torn, low: of a trainee on their own session, who thinks it went so.
    """

    reasons: tuple[str, ...]
    confirmed: tuple[str, ...]
    encouraged: tuple[str, ...]
    good: tuple[str, ...]
    middling: tuple[str, ...]
    poor: tuple[str, ...]
    answers: tuple[str, ...]
    disputes: tuple[str, ...]
    proud: tuple[str, ...]
    torn: tuple[str, ...]
    low: tuple[str, ...]


_FINNISH = Sayings(
    reasons=(
        "Luen tämän toisin. {anchor}",
        "Kuuntelin tätä asiakkaan korvin: {anchor}",
        "Ohjelma ei nähnyt kaikkea. {anchor}",
        "Tässä on minusta kyse tästä: {anchor}",
        "Katso vielä sanojasi. {anchor}",
    ),
    confirmed=(
        "Ohjelma ei ollut varma, mutta oli oikeassa. {anchor}",
        "Tämä on oikein näin. {anchor}",
        "Epäröinti oli turha: {anchor}",
    ),
    encouraged=(
        "Hyvä alku, vie se ensi kerralla loppuun.",
        "Sano sama vielä lyhyemmin.",
        "Tämä lause kannattaa muistaa.",
        "Huomaatko, mihin kohtaan asiakas tarttui?",
    ),
    good=(
        "Hieno keskustelu. Vahvinta: ”{best}”. Vie seuraavaksi yhtä pitkälle tämä: ”{weakest}”.",
        "Tästä olisin itsekin asiakkaana ilahtunut. Hiottavaa jäi enää yksi: ”{weakest}”.",
        "Kuulosti sinulta eikä ohjekirjalta. Jatka näin.",
    ),
    middling=(
        "Hyvää: ”{best}”. Harjoittele seuraavaksi tätä: ”{weakest}”.",
        "Suunta on oikea. Pysähdy ennen vastausta ja mieti yhtä asiaa: ”{weakest}”.",
        "Puolet jo sujuu. Katsotaan yhdessä, mitä ”{weakest}” tarkoittaisi toisella vuorollasi.",
    ),
    poor=(
        "Tämä oli vaikea. Valitse ensi kerralla vain yksi asia: ”{weakest}”.",
        "Kiire kuului läpi. Kokeile samaa uudestaan ja sano ensin ääneen, mitä kuulit.",
        "Ei hätää, tästä lähtee moni. Puhutaan tästä torstaina, ota tämä mukaan.",
    ),
    answers=(
        "Kiitos, tuota en huomannut itse.",
        "Tämä auttoi. Kokeilen huomenna uudestaan.",
        "Olen vähän eri mieltä, mutta ymmärrän, mitä haet.",
        "Hyvä huomio! Käytin tätä jo oikeassa puhelussa.",
        "Kiitos. Voidaanko käydä tämä läpi yhdessä?",
    ),
    disputes=(
        "Minusta sanoin sen, vaikkakin omin sanoin.",
        "”{skill}”: sehän lukee tuossa.",
        "Tällä hetkellä en olisi voinut luvata enempää.",
        "Meillä asiakkaalle puhutaan näin, ja se on kohteliasta.",
        "En ymmärrä, mitä tästä puuttuu.",
        "Sanoin sen jo edellisellä vuorolla, kaksi kertaa olisi liikaa.",
    ),
    proud=(
        "Meni paremmin kuin odotin.",
        "Lopussa hän oli jo rauhallinen.",
        "Tällä kertaa muistin kysyä ennen kuin tarjosin.",
        "Tuntui oikealta keskustelulta.",
    ),
    torn=(
        "Alku hyvä, loppu kiireinen.",
        "En tiennyt, mitä olisin voinut luvata.",
        "Keskivaiheilla menin lukkoon.",
        "Ihan ok, mutta hän jäi vielä epäilemään.",
    ),
    low=(
        "Hermostuin ja se kuului.",
        "Selittelin liikaa.",
        "Tämä henkilö on juuri se, jota pelkään.",
        "Unohdin sopia, mitä seuraavaksi tapahtuu.",
    ),
)
_ENGLISH = Sayings(
    reasons=(
        "I read this differently. {anchor}",
        "I listened with the customer's ears: {anchor}",
        "The program did not see all of it. {anchor}",
        "To me it comes to this: {anchor}",
        "Look at your words once more. {anchor}",
    ),
    confirmed=(
        "The program was not sure, but it was right. {anchor}",
        "This is as it should be. {anchor}",
        "No need to hesitate here: {anchor}",
    ),
    encouraged=(
        "A good beginning; take it all the way next time.",
        "Say the same in fewer words.",
        "This is a sentence to keep.",
        "Did you notice what the customer picked up on?",
    ),
    good=(
        "A fine conversation. Strongest: “{best}”. Take this as far next: “{weakest}”.",
        "I would have been glad to be this customer. Only one thing is left to polish: “{weakest}”.",
        "It sounded like you and not like a manual. Keep going.",
    ),
    middling=(
        "Good: “{best}”. Practise this next: “{weakest}”.",
        "You are heading the right way. Before you answer, stop and think of one thing: “{weakest}”.",
        "Half of it works already. Let us see together what “{weakest}” would have meant at your second turn.",
    ),
    poor=(
        "This was a hard one. Next time choose one thing only: “{weakest}”.",
        "Your hurry could be heard. Try it again, and first say aloud what you heard.",
        "Never mind, many start from here. We will talk it over on Thursday; bring this along.",
    ),
    answers=(
        "Thank you, I had not noticed that.",
        "This helped. I will try again tomorrow.",
        "I do not quite agree, but I see what you are after.",
        "Good point! I have used it in a real call already.",
        "Thanks. Could we go through this together?",
    ),
    disputes=(
        "I think I did say it, in my own words.",
        "“{skill}”: it is right there.",
        "I could not have promised more at that moment.",
        "That is how we talk to customers here, and it is polite.",
        "I do not see what is missing.",
        "I had said it a turn earlier; twice would be too much.",
    ),
    proud=(
        "It went better than I expected.",
        "They had calmed down by the end.",
        "This time I remembered to ask before I offered.",
        "It felt like a real conversation.",
    ),
    torn=(
        "A good start, a rushed end.",
        "I did not know what I could promise.",
        "I froze in the middle.",
        "All right, but there was still some doubt left.",
    ),
    low=(
        "I got nervous and it showed.",
        "I explained too much.",
        "This is exactly the kind of person I dread.",
        "I forgot to agree on what happens next.",
    ),
)
SAYINGS = {"fi": _FINNISH, "en": _ENGLISH}
