"""Words of which the English forms of demands are made, as patterns."""

from __future__ import annotations

GOVERNMENT = (
    r"(?:(?:[Tt]he )?(?:United States(?: government)?|US(?: government)?|U\.S\.(?: government)?"
    r"|Congress|Washington|White House|executive branch|federal government|policy ?makers"
    r"|lawmakers|legislators|[USA.]{2,4} policy ?makers|(?:\w+ )?administration|president"
    r"|(?:Government of )?Mexico|Mexican (?:government|authorities|state)"
    r"|(?:[Bb]oth|[Tt]he two) (?:countries|governments)|(?:state|local) governments|agencies"
    r"|Departments? of (?:the )?[A-Z][\w ]+|[A-Z]\w+ Department|DHS|DOD|DOJ|ATF|CBP|DEA|FinCEN"
    r"|BIS|ICE|FBI|USAID|GAO|ONDCP|HHS|OFAC"
    r"|[A-Z]\w+(?: [A-Z]\w+)? (?:and|or) (?:the )?[A-Z]\w+(?: [A-Z]\w+)?))"
)
GOOD = (
    r"(?:essential|crucial|critical|imperative|vital|important|necessary|urgent|advisable"
    r"|desirable|wise|prudent|paramount|incumbent|key|indispensable|worthwhile|sensible|best)"
)
BAD = (
    r"(?:an? (?:\w+ ){0,2}(?:mistake|error|folly|disaster|blunder|distraction|waste|misstep|gift to"
    r"|dead end|failure|setback)|the (?:worst|wrong) \w+|counterproductive|counter-productive"
    r"|unwise"
    r"|misguided|self-defeating|reckless|disastrous|folly|foolish|futile|pointless|short-?sighted"
    r"|dangerous|harmful|ill-advised|imprudent|premature|irresponsible|wrong|ineffective)"
)
GOOD_END = (
    r"(?:help|go (?:a long way|some way|far)|improve|strengthen|enhance|support|advance|reduce"
    r"|bolster|contribute"
    r"|ensure|allow|enable|provide|serve|boost|promote|facilitate|make it (?:easier|harder)"
    r"|be (?:an? )?(?:\w+ )?(?:step|start|way|improvement|" + GOOD + r")|close|fill|address|save"
    r"|cut|deter|curb|lower|give|prevent|protect|restore|lessen|weaken|disrupt|offer|send|build"
    r"|limit|free|open|ease|shrink|deprive|demonstrate|encourage|foster)"
)
ATTENTION = (
    r"(?:attention|consideration|scrutiny|priority|focus|support|review|investigation|action"
    r"|study|funding|resources|approach(?:es)?|response|oversight|investment|reforms?|thought)"
)
OPTION = (
    r"(?i)^(?:(?:finally|lastly|similarly|moreover)?,? ?)(?:one|another|an?"
    r" (?:further|second|third|better|possible|additional|promising|related|first|next|final)"
    r"|{the})"
    r" (?:\w+ )?(?:option|approach|step|avenue|priority|way|possibility|area|idea|measure)\b"
    r"(?:(?! ha(?:s|ve) ).){0,140}?"
)
# an option is an action or a thing to be made: "to …", "raising …", "a registry"
NO_QUESTION = (
    r"(?= (?:\w+ly )?(?:to|for|an?|the|that|increas\w+|more|better|\w+ing)\b)(?! the fact)"
)
START = r"(?:^|(?<=[,;:—–] )|(?<=\band )|(?<=\bthat ))"
MAY_DO = (
    r"(?:assist|explore|support|strengthen|help|expand|use|leverage|build|invest|provide|increase"
    r"|improve|pursue|consider|adopt|boost|enhance|deepen|work (?:with|to|toward)|play|do more"
    r"|take (?:\w+ ){0,2}(?:steps?|measures|actions?)|reform|revise|renew|restore|offer"
    r"|start by|begin by|look to|draw on|prioriti[sz]e)"
)


LAWMAKERS = (
    r"(?:[Tt]he )?(?:(?:118th|119th|12\dth) )?(?:Congress|[Pp]olicy ?makers|[Ll]awmakers"
    r"|[Ll]egislators|[Mm]embers(?: of Congress)?|(?:the )?(?:House|Senate))"
)
# verbs of deliberating: who "may examine" or "consider whether" is offered no course of action
WEIGHING = (
    r"weigh|assess|examin|evaluat|monitor|debat|discuss|explor|review|consult|look|ask|identify"
    r"|determin|track|scrutini[sz]|understand|compar"
)
ACT = (
    r"(?!(?:be|have|consider|see|find|face|want|wish|need|include|play|receive|know|note|note"
    r"|prefer|sometimes|often|never|well|still|\w+ly|believe|view|disagree|oppose|object|argue"
    r"|assert|contend|question|raise|also|not"
    r"|then|decide|choose|help|lead|serve|result|affect|remain|become|determine|differ|take up"
    r"|express|seek to (?:understand|know|clarify)|continue to|" + WEIGHING + r")\w*\b)[a-z]+"
)
