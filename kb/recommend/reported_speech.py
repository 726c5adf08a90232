"""Words that give the words of others, or what a law says, in English and Spanish."""

from __future__ import annotations

import re

_SAYING = (
    r"(?:said|says?|to (?:recommend|suggest|argue|say|urge|demand|propose)"
    r"|saying|stated"
    r"|states that|stating|argu(?:ed?|es|ing)|contend(?:s|ed)?"
    r"|assert(?:s|ed)?|claim(?:s|ed|ing)? that|claimed|believ(?:ed?|es)|maintain(?:s|ed) that"
    r"|urg(?:ed|es|ing)|recommend(?:ed|s|ing|ation)|suggest(?:ed|s) that|propos(?:ed|es)"
    r"|call(?:ed|s) (?:for|on)|testified|wrote|not(?:ed|es) that|told|found (?:that|in)"
    r"|finds? that|finding that|counter(?:ed|s) that|alleg(?:ed?|es|ations?)|announc(?:ed|es) that"
    r"|according to|reportedly|warn(?:ed|s)?(?= that)|warn(?:ed|s)|express(?:ed|es)"
    r"|critici[sz]e[sd]?"
    r"|stipulat(?:ed?|es)"
    r"|provid(?:es|ed) that|direct(?:s|ed)|requir(?:es|ed)|questioned|debated|ask(?:s|ed)"
    r"|conclud(?:ed|es) that|indicated|determined|agreed (?:that|to)|disagreed|emphasi[sz]ed"
    r"|stress(?:ed|es)|declar(?:ed?|es)|demanded|insist(?:s|ed)?|advocat(?:ed|es)|posit(?:ed|s)"
    r"|opin(?:ed|es)|held that|holds that|explained|the view that|criteria (?:state|say)"
    r"|standards? (?:state|say)|guidance (?:states?|says?)|polic(?:y|ies) stat\w+|resolved"
    r"|(?:decid|decre|rul|instruct|clarif|specif|mandat|order)(?:s|ies|es|ied|ed) that|reported"
    r"|predict(?:s|ed)"
    r"|expected|contemplates?|prescribes?|acknowledged?|think|feel"
    r"|thinks|wonder\w*|mean that|does not mean)"
)
OTHERS = re.compile(r"\b" + _SAYING + r"\b", re.I)
SOME = re.compile(
    r"\b(?:some|many|other|several|certain|critics|observers|analysts|advocates|opponents"
    r"|proponents|members|experts|officials|stakeholders)\b[^.;]{0,80}\b"
    r"(?:argue|contend|say|believe|think|call|urge|suggest|recommend|advocate|maintain|view)\b",
    re.I,
)
DECIR = re.compile(
    r"\b(?:seg[úu]n|de acuerdo con|a juicio de|en palabras de|dijo|dicen?|dijeron"
    r"|(?:afirm|señal|argument|declar|consider|manifest|expres|indic|asegur|coment|inform|anunci"
    r"|critic"
    r"|recomend|explic|reclam|reiter|subray|document|calcul|estim)(?:[óo]|aron|an?|aba|aban)"
    r"|(?:sost|mant)(?:uvo|uvieron|iene|ienen)|(?:p[ie]d|exig|advirt|propus|sugir)(?:i[óo]|ieron"
    r"|en?"
    r"|[íi]a)|(?:propon|ped|exig|adviert|cre|opin|suger|sugier|pid)(?:en|ían|an)"
    r"|(?:establece|dispone|prev[ée]|ordena|exige|obliga|estipula|mandata)n?(?: que| a\b|\b)"
    r"|pregunt\w+|encontr[óo] que|hall[óo] que|concluy[óo])\b",
    re.I,
)
LEY = re.compile(
    r"(?i)seg[úu]n (?:la|el) (?:ley|reglamento|constituci[óo]n|c[óo]digo)|conforme al?\b|por ley\b"
    r"|de acuerdo con (?:la|el) (?:ley|reglamento|constituci[óo]n)|en t[ée]rminos de"
    r"|(?:la|el) (?:ley|reglamento|art[íi]culo|constituci[óo]n|c[óo]digo|norma)\b[^.;]{0,40}"
    r"(?:obliga|establece|dispone|exige|señala|ordena|prev[ée])"
)
