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
    r"\b(?:did|does|do|has|have|had|could|can|was|were|is|are) ?(?:still )?(?:not|n't|n’t)\b"
    r"(?! only)|\bcannot\b|\bmissing\b|\babout half of the (?:time|cases)|\bslow(?:ly)?\b"
    r"|\bdropped the charges|\bdamaged trust|\bunsettled|\bdelay(?:s|ed)\b|\bonly \d+ percent",
    r"\b(?:lack(?:s|ed|ing)?|absence of|without (?:any )?(?:measures?|data|targets?|metrics?))\b",
    r"\b(?:fail(?:s|ed|ure|ures|ing)?|ineffective|inadequate|insufficient|incomplete|weak(?:ness"
    r"|nesses|er)?|shortcomings?|deficien\w+|gaps?|limited (?:effect|progress|impact|success))\b",
    r"\b(?:little|no) (?:evidence|effect|impact|measures?|improvement|progress|data)\b",
    r"\b(?:never|neither|nor) ",
    r"\b(?:backfir\w+|worsen\w*|counterproductive|fragment\w+|splinter\w+)\b",
    r"\bno (?:se |fue|hay|pudo|logr)\w*|\b(?:fracas\w+|falta de|carec\w+|insuficien\w+|ineficaz)\b",
)
# What was done did not do what it was done for.
NO_EFFECT = _any(
    r"\b(?:did|does|do|has|have|had) ?(?:not|n't|n’t) (?:\w+ly )?"
    r"(?:reduced?|curb(?:ed)?|stop(?:ped)?|lower(?:ed)?|cut|prevent(?:ed)?"
    r"|deter(?:red)?|slow(?:ed)?|weaken(?:ed)?|disrupt(?:ed)?)\b",
    r"\b(?:had|has|have|with|shows?|showed|found) (?:little|no) (?:\w+ )?(?:effect|impact)\b",
    r"\bfail(?:s|ed) to (?:reduce|curb|stop|lower|cut|prevent|deter|slow|weaken|disrupt)\b",
    r"\bno (?:redu[jc]\w+|fren[óo]|disminuy\w+|evit[óo]|logr[óo] (?:reducir|frenar|evitar))\b"
    r"|\bsin efectos?\b",
)
SUCCESS = _any(
    r"\b(?:successful(?:ly)?|success(?:es)?|improved|achiev\w+|resulted in (?:a )?(?:fall|decline)"
    r"|reduced|fell by|fell to|decreas\w+|declin(?:e|ed) (?:in|of|by)|strengthened|dismantled"
    r"|disrupted|helped (?:to )?\w+|(?:is|are|was|were|been|prove[dn]) effective)\b",
    r"\b(?:seiz(?:ed|ures?)|extradit\w+)\b",
    r"\b(?:efica(?:z|ces)|exitos\w+|logr[óo]|redujo|disminuy\w+|decomis\w+)\b",
)
HARM = _any(
    r"\b(?:violence|deaths|homicides|killings) (?:rose|increased|grew)|\brose by\b"
    r"|\badditional deaths|\bproliferation of violence|\bfractured\b|\bmore violen(?:ce|t)"
    r"|\bmore (?:violence|deaths|militari[sz]ation)|\bfragment\w+|\bsplinter\w+|\bbackfir\w+"
    r"|\bcounterproductive|\bworsen\w*",
    r"\b(?:aument[óo]|creci[óo]) la violencia|\bm[áa]s (?:violencia|muertes)",
)
FINDING = _any(
    r"\b(?:found|finds|finding|concluded|reported|estimated|determined|showed|shows|according to"
    r"|traced|data (?:show|indicate)|percent|%)",
    r"\b(?:encontr[óo]|concluy[óo]|report[óo]|estim[óo]|según|por ciento)\b",
)
DEMAND = _any(
    r"\b(?:should|recommend(?:s|ed|ation|ations)?|must|ought to|called (?:on|for)|calls? (?:on|for)"
    r"|urge[sd]?|argue[sd]? (?:that|for)|pillars?)\b|\bask(?:s|ed)? (?:\w+ ){0,6}for\b",
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
GIVES = _any(  # only of a text that speaks of law: what the law does
    r"\b(?:asks?|asked|obliges?|obliged|allows?|allowed|lets?|added|created|creates|set up|sets up"
    r"|set a|raised|opened|extended|gives?|gave|calls? for|puts?|tells?|told)\b",
    r"\b(?:pide|pidi[óo]|permite|permiti[óo]|cre[óo]|a[ñn]adi[óo]|da|dio)\b",
)
LIMIT = _any(
    r"\bnothing in (?:this (?:section|act|title)|\[?section)\b|\bshall not be construed\b"
    r"|\bmay not\b|\bprohibit(?:s|ed)?\b|\bnone of the funds\b|\bdoes not authori[sz]e\b"
    r"|\bno autoriza\b",
    r"\b(?:limits?|limited|confines?|denies|withholds?|held back|holds? back|bars?) "
    r"(?!(?:effect|progress|impact|success))|\b(?:sets? )?conditions? (?:on|of|\d)"
    r"|\b(?:would )?(?:have to|must) (?:fit|meet)\b|\bcannot\b|\blimita(?:n|da|do)?\b"
    r"|\brequires? (?:the )?(?:consent|concurrence)",
)
UNDERTAKEN = _any(  # the like is done, begun or promised
    r"\b(?:commit(?:s|ted|ment|ments)? (?:to|themselves|ourselves)|committed partners|expand(?:s|ed"
    r"|ing)?|resum(?:e|ed|ption)|priorit(?:y|ies|i[sz]ed?)"
    r"|increas(?:e|es|ed|ing) (?:in )?(?:fund\w*|resources|cooperation|the level)|intensif\w+"
    r"|(?:will|would|to|can) (?:continue|expand|increase|work|deploy|deepen|strengthen|cooperate"
    r"|use)"
    r"|look to expand|agreed to|pledg(?:ed|es)|negotiated|in return for|worked together|widen\w*"
    r"|(?:issued|was|were|has been|have been) (?:the first|imposed)|invest(?:ed|ing|ments?)"
    r"|allocated|ha(?:d|s|ve) access to|expanded access|more than \d+ defendants|over the counter"
    r"|in return for)\b",
    r"\b(?:se comprometi\w+|acord(?:[óo]|aron)|ampli(?:[óo]|ar|aron)"
    r"|prioridad(?:es)?|reanud\w+)\b",
)
HEDGE = _any(
    r"\b(?:however|although|though|despite|unless|only if|depends? on|remain(?:s|ed)? (?:unclear"
    r"|limited|a challenge|concerned)|uncertain|unclear|mixed results?|critics|caution\w*"
    r"|warn(?:s|ed)? (?:that|of|against)|needs? care|claims? more than"
    r"|is a different (?:one|matter)|a reader may ask|therefore rests? on"
    r"|(?:and|but) not (?:on|by|a|results?)\b)",
    r"\b(?:sin embargo|aunque|no obstante|depende|cr[íi]ticos|advi(?:erte|rti[óo]))\b",
)
UNKNOWN = _any(
    r"\bclaims? more than\b",
    r"\bno [\w,' -]{3,80}(?:is|are|was|were)? ?in the catalogue\b|\bnot in the catalogue\b"
    r"|\bcatalogue (?:does not (?:say|give|name|hold)|holds (?:no|none))",
    r"\b(?:names?|gives?|cites?|offers?|holds?) no(?:ne)? |\bwithout naming\b",
    r"\b(?:was|were|is|are) not (?:found|known|read|published|established|stated|shown)\b",
    r"\b(?:does|do|did) not (?:mention|name|say|tell|test|cover|show|support|bear out)\b",
    r"\bcannot (?:show|be judged|say)|\bno single\b|\bsays? nothing of\b|\bno current\b",
    r"\b(?:ning[uú]n documento del cat[aá]logo|no est[aá]n? en el cat[aá]logo|no se (?:conoce|sabe"
    r"|encontr[óo])|no (?:menciona|dice|nombra|muestra))\b",
)
OPPOSITION = _any(
    r"\b(?:oppos(?:e|es|ed|ition)|reject(?:s|ed|ion)|refus(?:es|ed|al)|condemn(?:s|ed)"
    r"|suspend(?:ed|s)|expelled|struck down|vetoed|ended its|withdrew)\b",
    r"\b(?:rechaz(?:a|[óo]|aron)|suspendi[óo]|se opus\w+|conden[óo])\b",
)
UNMEASURED = _any(
    r"\bnot (?:\w+ )?(?:been )?(?:assessed|measured|evaluated|tested|tracked)\b"
    r"|\b(?:no|without) (?:\w+ ){0,3}(?:measures?|metrics|evaluations?|indicators)\b",
    r"\bno (?:se )?(?:ha )?(?:sido )?(?:evalua|mide|midi)\w*",
)
AFFRONT = _any(
    r"\b(?:precludes?|authori[sz]es no|no authori[sz]ation|pose[sd]? (?:\w+ ){0,3}risks?)\b"
    r"|\b(?:sovereignty|unlawful|violat\w+ (?:of )?(?:international|the charter|sovereign)"
    r"|retaliat\w+|civilian casualt\w+|without (?:the )?consent|escalat\w+)\b",
    r"\b(?:soberan[íi]a|sin (?:su )?consentimiento|violaci[óo]n de)\b",
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
    affront: str
    unknown: str
    harm: str
    gives: str
    undertaken: str
    unmeasured: str
    no_effect: str


def signs_in(text: str) -> Signs:
    """The cues of ``text``, wherever its lines end."""
    text = " ".join(text.split())
    patterns = (
        FAILURE,
        SUCCESS,
        FINDING,
        DEMAND,
        GRANT,
        LIMIT,
        HEDGE,
        OPPOSITION,
        AFFRONT,
        UNKNOWN,
        HARM,
        GIVES,
        UNDERTAKEN,
        UNMEASURED,
        NO_EFFECT,
    )
    return Signs(*(_shown(p, text) for p in patterns))


def _shown(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group().strip() if found else ""
