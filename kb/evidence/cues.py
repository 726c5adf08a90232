"""Cues of how a passage bears on a demand: findings, failures, successes, grants, hedges.

A cue is a pattern in English or Spanish; what it suggests is decided in ``relate``. The approach
is that of cue phrases in argumentation mining (Palau and Moens 2009, "Argumentation mining").
"""

from __future__ import annotations

import re
from dataclasses import dataclass


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:{p})" for p in patterns), re.IGNORECASE)


FAILURE = _any(
    r"\b(?:did|does|do|has|have|had|could|can|was|were|is|are) ?(?:not|n't|n’t)\b(?! only)",
    r"\bcannot\b",
    r"\b(?:lack(?:s|ed|ing)?|absence of|without (?:any )?(?:measures?|data|targets?|metrics?))\b",
    r"\b(?:fail(?:s|ed|ure|ures|ing)?|ineffective|inadequate|insufficient|incomplete|weak(?:ness"
    r"|nesses|er)?|shortcomings?|deficien\w+|gaps?|limited (?:effect|progress|impact|success))\b",
    r"\b(?:little|no) (?:evidence|effect|impact|measures?|improvement|progress|data)\b",
    r"\b(?:declin|fell|dropp|reduc)\w* (?:in )?(?:cooperation|funding|staff)\b",
    r"\b(?:never|neither|nor) ",
    r"\b(?:backfir\w+|worsen\w*|counterproductive|fragment\w+|splinter\w+)\b",
    r"\b(?:corrupt(?:ion|ed)?|brib\w+|convicted|guilty|leak(?:ed|s)?)\b",
    r"\bno (?:se |fue|hay|pudo|logr)\w*|\b(?:fracas\w+|falta de|carec\w+|insuficien\w+|ineficaz)\b",
)
SUCCESS = _any(
    r"\b(?:effective(?:ly)?|success(?:ful|fully|es)?|improved|achiev\w+|led to|resulted in"
    r"|contributed to|reduced|reduction in|decreas\w+|proven|helped|strengthened|progress(?! has"
    r" (?:still )?not))\b",
    r"\b(?:seiz(?:ed|ures?)|arrest(?:ed|s)|extradit\w+|dismantl\w+|disrupt(?:ed|ions?))\b",
    r"\b(?:efica(?:z|ces)|exitos\w+|logr[óo]|redujo|disminuy\w+|decomis\w+|detenid\w+)\b",
)
FINDING = _any(
    r"\b(?:found|finds|finding|concluded|reported|estimated|determined|showed|shows|according to"
    r"|traced|data (?:show|indicate)|percent|%)",
    r"\b(?:encontr[óo]|concluy[óo]|report[óo]|estim[óo]|según|por ciento)\b",
)
DEMAND = _any(
    r"\b(?:should|recommend(?:s|ed|ation|ations)?|must|ought to|asks? for|called (?:on|for)"
    r"|calls? (?:on|for)|urge[sd]?|argue[sd]? (?:that|for))\b",
    r"\b(?:debe(?:n|r[íi]an?)?|recomend\w+|propon\w+|exhort\w+|pid(?:e|en|i[óo]))\b",
)
GRANT = _any(
    r"\b(?:is|are) authorized\b|\bauthori[sz](?:es|ed|ing)\b|\bmay (?:be used|provide|use|support"
    r"|transfer|expend|carry)\b|\bmake available\b|\bshall (?:be|submit|establish|carry|provide"
    r"|develop|conduct|use|ensure)\b",
    r"\b(?:requir(?:es|ed)|direct(?:s|ed)|order(?:s|ed)|mandat(?:es|ed)) (?:the|that|a|an|audits?"
    r"|reports?|assessments?|strateg\w+)\b|\bgives? .{0,40}\bauthority\b|\bwas enacted\b"
    r"|\bappropriated\b",
    r"\b(?:autoriza|ordena|exige|obliga|faculta)\b",
)
LIMIT = _any(
    r"\bnothing in this (?:section|act|title)\b|\bshall not be construed\b|\bmay not\b"
    r"|\bprohibit(?:s|ed)?\b|\bnone of the funds\b|\bdoes not authori[sz]e\b|\bno autoriza\b"
)
HEDGE = _any(
    r"\b(?:however|although|though|but|despite|while|unless|only if|depends? on|except|remain(?:s"
    r"|ed)? (?:unclear|limited|a challenge|concerned)|challenges?|concerns?|disput\w+|uncertain"
    r"|not known|unclear|mixed|partly|partial(?:ly)?|critics?|caution\w*|warn(?:s|ed)?)\b",
    r"\b(?:sin embargo|aunque|pero|no obstante|depende|salvo|se desconoce|dudas?|cr[íi]tic\w+)\b",
)
OPPOSITION = _any(
    r"\b(?:oppos(?:e|es|ed|ition)|reject(?:s|ed|ion)?|refus(?:e|es|ed|al)|condemn\w*|violat\w+"
    r"|sovereignty|unlawful|illegal|retaliat\w+|suspend(?:ed|s)?|expel\w*|terminated?)\b",
    r"\b(?:rechaz\w+|soberan[íi]a|viola\w*|ilegal|suspend\w+|opon\w+|opus\w+)\b",
)


@dataclass(frozen=True, slots=True)
class Signs:
    """Which cues a text has; each field is the first words that show it, or ``""``."""

    failure: str
    success: str
    finding: str
    demand: str
    grant: str
    limit: str
    hedge: str
    opposition: str

    @property
    def contrary(self) -> bool:
        """True when something in the text speaks of failure, limits, doubt or opposition."""
        return bool(self.failure or self.limit or self.hedge or self.opposition)


def signs_in(text: str) -> Signs:
    """The cues of ``text``."""
    patterns = (FAILURE, SUCCESS, FINDING, DEMAND, GRANT, LIMIT, HEDGE, OPPOSITION)
    return Signs(*(_shown(p, text) for p in patterns))


def _shown(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return " ".join(found.group().split()) if found else ""
