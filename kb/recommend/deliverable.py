"""What a mandate has delivered: "a report on …"."""

from __future__ import annotations

import re

_DELIVER = (
    r"(?:submit|provide|transmit|deliver|publish|issue|prepare|develop|establish|produce|make"
    r"|brief|report|conduct|complete|create|carry out|promulgate|present|update|give)"
)
_THING = (
    r"(?:reports?|strateg(?:y|ies)|plans?|briefings?|assessments?|certifications?|notifications?"
    r"|notices?|lists?|summar(?:y|ies)|stud(?:y|ies)|reviews?|guidance|guidelines|regulations?"
    r"|rules?|recommendations?|programs?|justification|roadmap|framework|polic(?:y|ies)"
    r"|determinations?|evaluations?|analys[ie]s|agreements?|inventory|database|registry|audits?"
    r"|task force|commission|office|working group|council|procedures|standards|criteria|updates?"
    r"|website|estimates?|metrics|inspections?|pilot)"
)
_PRODUCT = re.compile(
    r"(?<!on )(?<!in )(?<!of )(?<!by )(?<!under )(?<!with )(?<!from )(?<!using )(?<!through )"
    r"\b((?:(?:an?|the|any|its|one or more|such|written|interim|final|annual)"
    r" (?:(?!Secretary|President|Director|Administrator|Committees?|appropriate|congressional"
    r"|enactment|date|Senate|House|Representatives|(?:an?|the|its|if|into|is|are|was|that|which"
    r"|may|shall|of|in|on|for|to|by|with)\b)[\w/’'-]+,? (?:and |or )?){0,6}?|(?<=^\s))"
    + _THING
    + r")\b(?!(?: [a-z]+)? (?:briefings?|reports?|plans?|reviews?|updates?)\b)"
    r"((?: (?:with|on|of|for|to|that|regarding|describing|concerning|assessing|detailing|under"
    r"|containing|including|required)\b[^,;:.—]{0,90})?)"
)
_DANGLING = re.compile(
    r" (?:that(?: \w+)?|on|of|for|to|with|including|containing(?: the following)?|regarding"
    r"|under|on the following"
    r"|with respect to)$"
)


def product(words: str) -> str | None:
    """What is to be delivered, where the verb delivers something."""
    told = re.match(rf"shall(?:,[^,;—]{{1,160}},)?(?: \w+ly| also)? ({_DELIVER})\b", words)
    if not told:
        return None
    if told[1] == "brief":
        return "a briefing"
    rest = words[told.end() :]
    # recipients ("to the Committee on …") come before what they receive
    rest = re.sub(
        r"\bto (?:the |each |such )?(?:appropriate |relevant |congressional |specified |defense )*"
        r"(?:Committees?\b|committees\b|Congress\b)(?:[^;—.]*?(?:Senate|Representatives|committees"
        r"|Congress))*",
        " ",
        rest,
    )
    match = _PRODUCT.search(rest)
    if not match:
        return None
    product = " ".join((match.group(1) + match.group(2)).split()).strip(" ,.")
    return _DANGLING.sub("", product)
