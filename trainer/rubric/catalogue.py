"""The sixteen criteria by which every reply is marked, with the anchors of their levels.

Anchors are observable behaviour, so that two people who read the same reply mark it alike.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from trainer.rubric.marks import BROKEN, MISSED, PARTLY, SHOWN
from trainer.wording import Text


@dataclass(frozen=True, slots=True)
class Criterion:
    """One behaviour that helps in a hard conversation.

    Attributes:
        key: the name in files.
        name: what people see.
        short: what to do, in a few words, for lists.
        anchors: what a reply at each level looks like; `respect` has -1 and no 0.
        default: the level of a reply that says nothing of it while it is in play.
    """

    key: str
    name: Text
    short: Text
    anchors: dict[int, Text]
    default: int = MISSED


def _criterion(key: str, name: Text, short: Text, shown: Text, partly: Text, missed: Text) -> Criterion:
    return Criterion(key, name, short, {SHOWN: shown, PARTLY: partly, MISSED: missed})


RESPECT = Criterion(
    "respect",
    Text("Treats with respect"),
    Text("As an equal, also when saying no"),
    {
        SHOWN: Text("Courteous and equal, also towards someone who is not a customer yet, also when saying no."),
        PARTLY: Text("Curt, cold or over-familiar."),
        BROKEN: Text("Belittles, mocks, threatens, blames the person, hangs up or brushes off."),
    },
    # Being respectful is the default, not an achievement.
    default=SHOWN,
)

CRITERIA: tuple[Criterion, ...] = (
    _criterion(
        "name",
        Text("Uses the person's name"),
        Text("Naturally, and spelt right"),
        Text("Addresses the person by their own name, naturally."),
        Text("The name is misspelt, or appears only in a formula."),
        Text("No name, although it is known."),
    ),
    _criterion(
        "feeling",
        Text("Acknowledges the feeling"),
        Text("Says aloud what this person feels"),
        Text("Names or plainly recognises what this person feels, and lets it be right to feel so."),
        Text("A stock phrase of regret."),
        Text("Goes straight to the matter, or tells the person to calm down."),
    ),
    _criterion(
        "question",
        Text("Asks an open question"),
        Text("One that yes or no does not answer"),
        Text("A real question that yes or no cannot answer, about the person's situation or need."),
        Text("A closed question, or several at once."),
        Text("No question, or a leading or interrogating one."),
    ),
    _criterion(
        "listening",
        Text("Plays back what was heard"),
        Text("In own words, before solving"),
        Text("Says the person's matter back in own words, or ties a question to what they said earlier."),
        Text("Echoes a word, or says “I understand” and nothing more."),
        Text("Ignores what was said, or asks what has been told already."),
    ),
    _criterion(
        "ownership",
        Text("Takes ownership"),
        Text("“I will see to it”, not “they”"),
        Text("Says what went wrong on our side and takes it on; an apology without a “but”."),
        Text("An apology without taking it on, or a “we” so vague that nobody acts."),
        Text("Blames the customer, a colleague, the system or the hurry, or passes the person on."),
    ),
    _criterion(
        "honesty",
        Text("Gives an honest reason"),
        Text("True and specific, also when it is bad news"),
        Text("A true, specific reason, or plainly “I don't know yet, I'll find out”; bad news said kindly."),
        Text("Half a reason, or jargon."),
        Text("A made-up or empty reason, false hope, or hidden bad news."),
    ),
    _criterion(
        "next_step",
        Text("Agrees a concrete next step"),
        Text("Who does what, and by when"),
        Text("Who does what and by when: a day, a date, an hour."),
        Text("What without when, or when without what."),
        Text("“We'll be in touch”, or nothing."),
    ),
    _criterion(
        "follow_up",
        Text("Keeps the person posted"),
        Text("Makes contact unasked, also without news"),
        Text("Promises or makes contact of one's own accord, also when there is no news yet."),
        Text("“Contact us if…”: leaves it to the person."),
        Text("Nothing, or tells them not to call."),
    ),
    RESPECT,
    _criterion(
        "need",
        Text("Puts their need first"),
        Text("Offers what answers their need, leaves out the rest"),
        Text("What is offered answers a need that the person has stated; what they don't need is left out."),
        Text("Offers after a token question."),
        Text("Pushes a product, a price or the next sale before the need or the trust is there."),
    ),
    _criterion(
        "decision",
        Text("Finds out who decides"),
        Text("Tactfully, with a good part for the contact"),
        Text("Learns tactfully how the decision is made and who else is in it, with a good part for the contact."),
        Text("Asks bluntly."),
        Text("Takes the contact for the decider, or goes over their head."),
    ),
    _criterion(
        "feedback",
        Text("Invites and gives feedback"),
        Text("Specific, kind and usable"),
        Text("Asks specifically what to do differently and takes the answer, or gives specific, kind feedback."),
        Text("“Any feedback?”; praise or blame in general."),
        Text("Defends, explains away or avoids."),
    ),
    _criterion(
        "summary",
        Text("Sums up what was agreed"),
        Text("Both parts, and a check that it is right"),
        Text("Says back what was achieved and what each does next, and checks that it is right."),
        Text("Sums up only one's own part, or does not check."),
        Text("Ends without."),
    ),
    _criterion(
        "humanity",
        Text("Is human"),
        Text("Warm and specific, and lets people err"),
        Text("Specific thanks or praise, a warm remark, gentle humour that lifts the other; allows mistakes."),
        Text("A polite formula."),
        Text("Stiff, or humour at the other's cost."),
    ),
    _criterion(
        "substance",
        Text("Substance, not slogans"),
        Text("A fact, an example or a measure"),
        Text("Backs a claim with a fact, an example or a measure."),
        Text("A claim that is only half supported."),
        Text("A slogan."),
    ),
    _criterion(
        "initiative",
        Text("Does more than is asked"),
        Text("Something useful, for their benefit"),
        Text("Offers something useful that was not asked for, for the person's benefit."),
        Text("A vague “happy to help with anything else”."),
        Text("Only what was asked, where more was plainly called for."),
    ),
)

BY_KEY: dict[str, Criterion] = {criterion.key: criterion for criterion in CRITERIA}


def digest() -> str:
    """A digest of criteria, levels and anchors: sessions scored by another rubric are told apart by it."""
    content = [
        [c.key, c.default, sorted((level, anchor.template) for level, anchor in c.anchors.items())] for c in CRITERIA
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
