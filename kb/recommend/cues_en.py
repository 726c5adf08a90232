"""The forms of words that recommend, oppose or commend, in English.

Each cue is a pattern over one sentence. Where a cue names the government that is to act, only
names in subject position count, so that "a tool Congress can use" stays a
description. The forms follow the usual account of deontic and evaluative modality (Palmer 2001,
"Mood and Modality", ch. 3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.recommend.cue_vocabulary import (
    ACT,
    ATTENTION,
    BAD,
    GOOD,
    GOOD_END,
    GOVERNMENT,
    LAWMAKERS,
    MAY_DO,
    NO_QUESTION,
    OPTION,
    START,
    WEIGHING,
)
from kb.recommend.model import Explicitness, Stance
from kb.recommend.verbs import BASE, GERUND

_R, _O, _C = Stance.RECOMMENDS, Stance.OPPOSES, Stance.COMMENDS
_EXPLICIT, _TENTATIVE = Explicitness.EXPLICIT, Explicitness.TENTATIVE
_IMPLIED = Explicitness.IMPLIED


@dataclass(frozen=True, slots=True)
class Cue:
    """A form of words, what it says and how surely it is a demand (0 to 1).

    ``clause`` cues demand only from the cue on, not with the whole sentence. ``beside`` cues
    come along with another demand in the same sentence and are nothing without one.
    ``opinion`` cues count only in documents that argue a case.
    """

    name: str
    pattern: re.Pattern[str]
    stance: Stance = _R
    explicitness: Explicitness = _EXPLICIT
    confidence: float = 0.9
    clause: bool = False
    beside: bool = False
    opinion: bool = False


def _cue(name: str, pattern: str, *rest: object, **more: object) -> Cue:
    return Cue(name, re.compile(pattern), *rest, **more)  # type: ignore[arg-type]


ENGLISH: tuple[Cue, ...] = (
    _cue("recommend", r"(?i)(?<!which )(?<!that )\b(?:we|I|this (?:brief|paper|report|study"
    r"|author))(?: \w+ly| also"
         r"| therefore){0,2} (?:recommends?|urges?|calls? (?:for|on)|proposes?|suggest)\b", _R,
         _EXPLICIT, 0.95),
    _cue("favour", r"(?i)\b(?:we|I|this (?:brief|paper|report)) (?:\w+ly |would |also )?"
         r"(?:favou?rs?|supports?|endorses?|advocates?|backs?|advises?)\b(?! (?:that|against|by))",
         _R, _EXPLICIT, 0.8, opinion=True),
    _cue("disfavour", r"(?i)\b(?:we|I|this (?:brief|paper|report)) (?:\w+ly |would |also )?"
         r"(?:opposes?|rejects?|(?:advises?|cautions?|recommends?|argues?|warns?) against)\b",
         _O, _EXPLICIT, 0.96, opinion=True),
    _cue("is recommended", r"(?i)\b(?:is|are) (?:strongly |also |therefore )?recommended\b(?! by)"),
    _cue("refrain", r"\b(?:should|must|ought to|needs? to)(?: also| therefore| instead| \w+ly)? "
         r"(?:avoid|refrain from|stop|cease|resist|reject|oppose|abandon|forgo|desist from)\b",
         _O, _EXPLICIT, 0.95),
    _cue("should not", r"\b(?:should(?: not|n['’]t| never)|must(?: not|n['’]t| never)"
         r"|ought not to|cannot afford to|should under no)\b", _O, _EXPLICIT, 0.95),
    _cue("should", r"\b(?:should|ought to)\b(?! have\b)", _R, _EXPLICIT, 0.95),
    _cue("must", r"\bmust\b(?! have (?:been|\w+ed)\b)", _R, _EXPLICIT, 0.85),
    _cue("need to", r"\bneeds? to\b", _R, _EXPLICIT, 0.8, opinion=True),
    _cue("essential to avoid", r"(?i)\b(?:it (?:is|will be|would be|remains)) (?:\w+ly |also )?"
         + GOOD + r"(?: for [^,;]{2,60})? (?:to (?:avoid|refrain|stop|resist|reject)|not to|that"
         r"[^,;]{2,60} (?:avoid|not|refrain))\b", _O, _EXPLICIT, 0.95, clause=True),
    _cue("essential", r"(?i)\bit (?:is|will be|would be|remains|is also) (?:\w+ly |also )?" + GOOD
         + r"(?: for [^,;]{2,80})? (?:to|that)\b", _R, _EXPLICIT, 0.9, clause=True),
    _cue("have to", r"\bha(?:s|ve) to\b(?! do with)", _R, _EXPLICIT, 0.7, opinion=True),
    _cue("do well", r"\b(?:would|will) (?:do|be) (?:well|better|wise|right)(?: advised)? to\b"
         r"|\b(?:would|could) do more to\b", opinion=True),
    _cue("needs", START + GOVERNMENT + r" (?:\w+ly |also |both )?needs?"
         r" (?:an?|more|better|new|stronger|greater|fewer|clearer|closer)\b", _R, _EXPLICIT, 0.65,
         opinion=True),
    _cue("falls on", r"\b(?:falls? (?:on|to)|is up to|is incumbent (?:up)?on"
    r"|is the responsibility of)"
         r" [^,;.]{3,60}? to\b", _R, _EXPLICIT, 0.7, opinion=True),
    _cue("is needed", r"(?i)^what (?:is|['’]s) (?:\w+ )?(?:needed|required|missing) (?:\w+ )?is\b"
         r"|\b(?:is|are) (?:long|badly|urgently|sorely) (?:overdue|needed)\b", _R, _EXPLICIT, 0.8,
         opinion=True),
    _cue("is right", r"\b(?:is|are|was|were) (?:\w+ )?(?:right|wise) to\b"
         r"|\boffers? (?:an? )?(?:\w+ )?(?:model|blueprint|template)\b", _C, _EXPLICIT, 0.75,
         opinion=True),
    _cue("should end", r"\b(?:should|must|ought to|needs? to) (?:end|stop|cease"
         r"|be (?:\w+ly )?(?:ruled out|rejected|avoided|abandoned|ended|stopped|halted|discontinued"
         r"|shelved|resisted|scrapped|dropped|repealed|rescinded|terminated))\b(?= ?[.,;]|$| by"
         r"| at)",
         _O, _EXPLICIT, 0.96),
    _cue("would be crucial", r"\b(?:would|will) (?:also )?be (?:\w+ly )?" + GOOD + r"\b", _R,
         _EXPLICIT, 0.85, opinion=True),
    _cue("would benefit", r"\bwould (?:\w+ly |also )?benefit from\b"),
    _cue("would be a step", r"\b(?:would|could|will) (?:also )?(?:represent|be|mark|constitute"
         r"|offer|provide) an? (?:\w+[ -]){0,3}?(?:step|improvement|start|advance)\b",
         opinion=True),
    _cue("option", OPTION.replace("|{the}", "") + r"\b(?:is|would be|are)\b" + NO_QUESTION),
    _cue("option", OPTION.replace("{the}", r"the (?:first|next|best|right|obvious)")
         + r"\b(?:is|would be)\b" + NO_QUESTION, opinion=True),
    _cue("option", OPTION.replace("|{the}", "") + r"\b(?:could"
    r"|might) be\b" + NO_QUESTION, _R, _TENTATIVE, 0.6),
    _cue("can do", START + GOVERNMENT + r" (?:can|could)(?: and should)?(?: also| then| still"
         r"| \w+ly)? " + MAY_DO + r"\b", _R, _EXPLICIT, 0.75, opinion=True),
    _cue("consider", r"(?:^|(?<=[,;:—–] )|(?<=\band )|(?<=\bthat ))" + LAWMAKERS + r" "
         r"(?P<may>(?:could|may|might)(?: also| then| still| instead| thus| \w+ly)*) "
         r"(?:(?:wish|choose|decide|elect|want|opt) to (?:\w+ly )?" + ACT
         + r"(?=(?: [\w’'“-]+){2})|(?<!may )(?<!may also )" + ACT + r"(?=(?: [\w’'“-]+){2})"
         r"|(?:wish to |choose to )?consider (?:also )?(?=[a-z]+ing\b|(?:an? )?(?:\w+ )?legislation"
         r"|amendments?|reauthori\w+|(?:\w+ )?funding)(?!\w*(?:" + WEIGHING + r")ing))", _R,
         _TENTATIVE, 0.5),
    _cue("could do", r"\bcould(?: also| then| still| \w+ly)* " + BASE + r"\b(?= \w)", _R,
         _TENTATIVE, 0.6, opinion=True),
    _cue("demands attention", r"\b(?:demands?|deserves?|merits?|warrants?) (?:[\w-]+ ){0,3}?"
         + ATTENTION + r"\b|\b(?:demands?|deserves?|merits?) (?:\w+ )?(?:more|greater|better"
         r"|renewed|serious|sustained|closer?)\b"),
    _cue("priority", r"(?i)\b(?:is|are|remains?) (?:also )?(?:an? )?(?:top|urgent|pressing|first)"
         r"(?: policy)? priorit(?:y|ies)\b", _R, _EXPLICIT, 0.6, opinion=True),
    _cue("smarter approach", r"(?i)(?:^|(?<=, )|(?<=; ))an? (?:\w+ )?(?:smarter|better|more \w+"
    r"|wiser|sounder"
         r"|different|new|sustainable|comprehensive|effective) (?:\w+ )?(?:approach|strategy|policy"
         r"|path|way|course|response|alternative)\b[^.;]{0,60}? (?:would|will|is to)\b"),
    _cue("time to", r"(?i)\b(?:it is|it['’]s) (?:high |past )?time (?:to|for)\b|\bthe time has come"
         r" (?:to|for)\b", opinion=True),
    _cue("need for", r"(?i)\bthere(?: is|['’]s) (?:an? |also |every |good |ample )?(?:\w+ ){0,2}"
         r"(?:need|case|reason|justification|room|scope) (?:to|for)\b", opinion=True),
    _cue("remains to be done", r"(?i)\b(?:steps?|measures|actions?|reforms|efforts|more) (?:that )?"
         r"(?:can|could|needs? to) (?:also )?be (?:taken|done|made|undertaken)\b[^.]{0,30}? to\b",
         _R, _EXPLICIT, 0.8, opinion=True),
    _cue("funds can be used", r"\b(?:funds|funding|money|resources|appropriations|authorit(?:y|ies)"
         r"|assets|tools|revenues?)\b[^.;]{0,120}? (?:can|could) (?:also )?be (?:re)?"
         r"(?:utili[sz]ed|used|directed|spent|deployed|employed|channel\w+|allocated|leveraged)\b"
         r"(?! within)", _R, _EXPLICIT, 0.65, opinion=True),
    _cue("could be explored", r"\b(?:could|can|might)(?: also)? be (?:also )?(?:explored|considered"
         r"|pursued|expanded|strengthened|improved|contemplated|revisited|reconsidered)\b", _R,
         _TENTATIVE, 0.75, opinion=True),
    _cue("worth", r"\b(?:is|are|would be) (?:well )?worth (?:exploring|considering|pursuing"
         r"|expanding|revisiting)\b", _R, _TENTATIVE, 0.75),
    _cue("doing would help", r"(?i)^(?:(?:finally|lastly|similarly|likewise|moreover|first|second"
         r"|third|in addition|instead|additionally)?,? ?)(?:also |better |further |jointly )?"
         + GERUND + r"\b.{10,}? (?:would|could|can) (?:also |\w+ly )?" + GOOD_END + r"\b", _R,
         _EXPLICIT, 0.75, opinion=True),
    _cue("doing would help", r"(?i)^(?:\w+(?: \w+)?, )?" + GERUND + r"\b.{10,}? (?:is|are|remains?)"
         r" (?:also |\w+ly )?" + GOOD + r" (?:to|for|if)\b", _R, _EXPLICIT, 0.75, opinion=True),
    # something not there yet that would help is proposed; "the programme would help" describes
    _cue("thing would help", r"(?i)^(?:\w+(?: \w+)?, )?(?:an?|another|more|better|greater|stronger"
         r"|closer|fewer|tighter|stricter|clearer|new|additional|increased|improved|expanded"
         r"|sustained|formal\w+|joint) (?:(?!\b(?:that|which|who)\b)[^.;]){3,120}?"
         r" (?:would|could|can) (?:also |\w+ly )?" + GOOD_END + r"\b", _R, _EXPLICIT, 0.65,
         opinion=True),
    _cue("in the interest", r"(?i)\bit is in [^,;.]{2,50} interests? to\b", _R, _EXPLICIT, 0.7,
         opinion=True),
    _cue("not effective", r"\b(?:will|would|is|are|can)(?: not|n['’]t| never) (?:\w+ly )?(?:be )?"
         r"(?:\w+ly )?(?:effective|the answer|an? (?:\w+ )?(?:solution|answer)|solve|succeed|work)"
         r"\b|\b(?:is|are) unlikely to (?:be (?:\w+ly )?effective|succeed|work)\b"
         r"|\b(?:would|will|could) (?:also |only |simply |likely |\w+ly )?be " + BAD + r"\b"
         r"|\b(?:would|will) (?:only |likely )?(?:backfire|make (?:matters|things) worse)\b"
         r"|\b(?:is|are) (?:not|no|hardly) (?:an? )?(?:good idea|the answer|answer|solution"
         r"|substitute for)\b", _O, _EXPLICIT, 0.75, opinion=True),
    _cue("good step", r"(?i)(?<!would be )(?<!could be )(?<!represent )(?<!constitute )(?<!mark )"
         r"\b(?:an?|one|another) (?:\w+ )?(?:positive|welcome|encouraging"
         r"|promising|good|important|significant|commendable|valuable) (?:first |initial |new )?"
         r"(?:step|development|move|start|initiative|model|sign)\b|\bstep in the right direction\b",
         _C, _EXPLICIT, 0.8, opinion=True),
    _cue("worth copying", r"(?i)\b(?:an? )?(?:\w+ )?(?:model|example|practice|programme|program"
            r"|pilot"
         r"|approach|experience)s? (?:well )?worth (?:copying|emulating|replicating|repeating"
         r"|studying|following)\b|\b(?:deserves?|merits?) (?:\w+ )?(?:praise|credit|recognition"
         r"|applause)\b|\b(?:is|are|was|were) to be (?:commended|applauded|welcomed|praised)\b"
         r"|\b(?:is|are|was|were|has been|have been) (?:an? |the )?(?:\w+ ){0,2}(?:success(?:es)?"
         r"|success stor(?:y|ies)|achievement|accomplishment|bright spot)\b"
         r"|\b(?:rightly|wisely|commendably) \w+ed\b", _C, _EXPLICIT, 0.75, opinion=True),
    _cue("proven", r"\b(?:has|have) (?:been |also )?(?:proven|proved|shown (?:itself|themselves)"
         r"(?: to be)?) (?:\w+ly )?(?:effective|successful|useful|valuable|worthwhile|fruitful)\b"
         r"|\bha(?:s|ve) (?:been (?:\w+ly )?(?:effective|successful)|worked well|paid off"
         r"|yielded (?:\w+ )?(?:results|dividends|gains))\b", _C,
         _EXPLICIT, 0.75, opinion=True),
    _cue("promising", r"(?i)^(?:one|another|a|the most|among the most) (?:\w+ )?promising\b"
         r"(?! (?:option|approach|way|avenue))", _C, _EXPLICIT, 0.75, opinion=True),
    _cue("demanding", r"(?:(?<=, )|(?<=, thus )|(?<=, thereby ))(?:demanding|necessitating"
         r"|calling for|warranting|underscoring the need for|highlighting the need for"
         r"|requiring (?=new|more|greater|a new|renewed|stronger))\b", _R, _IMPLIED, 0.6,
         clause=True, opinion=True),
    _cue("instead of", r"(?:(?<=^)|(?<=, )|(?<=\s))(?:(?:[Ii]nstead|[Rr]ather than|[Ii]n lieu)"
         r"(?: of)? (?=[\w-]+ing\b|[a-z]+ (?:to|on)\b)|[Rr]ather than )", _O, _EXPLICIT, 0.75,
         clause=True, beside=True),
    _cue("while avoiding", r"(?i)\b(?:while|and)(?: also)? (?:avoiding|refraining from"
    r"|resisting)\b",
         _O, _EXPLICIT, 0.75, clause=True, beside=True),
)  # fmt: skip
_NOBODY = re.compile(r"(?i)^(?:\w+, )?(?:no|neither|nor|none|nobody|under no circumstances)\b")
_NEGATED_NEGLECT = re.compile(
    r"(?:not|never|n['’]t)(?: \w+)? be (?:\w+ly )?(?:left|ignored|overlooked|neglected|forgotten"
    r"|underestimated|spared|exempt\w*|excluded|delayed|overstated|lost|limited|confined)\b"
    r"|(?:not|n['’]t|never) (?:ignore|overlook|neglect|forget|underestimate|delay|hesitate|wait"
    r"|lose|fail|only|just|merely)\b"
)


def stance_of(cue: Cue, sentence: str, at: int) -> Stance:
    """The stance of ``cue`` found at ``at``: not to neglect a thing is to recommend it."""
    if cue.name in ("should", "must") and _NOBODY.match(sentence):
        return _O
    if cue.stance is _O and _NEGATED_NEGLECT.search(sentence, at, at + 60):
        return _R
    return cue.stance
