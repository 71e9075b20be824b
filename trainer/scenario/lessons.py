"""The lessons that scenarios let one practise, drawn from practitioners' columns on customer work."""

from __future__ import annotations

LESSONS: frozenset[str] = frozenset(
    {
        "000.value", "000.little", "000.trust-first", "000.initiative", "000.fail", "000.nps", "000.talk",
        "001.leak", "001.roles", "001.slogan", "001.person", "001.learner", "001.mentor",
        "002.not-yet", "002.applicant", "002.complaint", "002.patient", "002.debt", "002.trust", "002.self",
        "003.feeling", "003.listen", "003.objections", "003.whose-need",
        "004.thanks", "004.same-goal", "004.trust", "004.human", "004.constructive", "004.humour",
    }
)  # fmt: skip
