"""Kinds of deed, with the words that name each, in English and Spanish.

A text on the same subject is evidence only where the same thing is done, found wanting or allowed
there: a passage on a bureau's powers does not bear on its budget. The kinds follow the verbs of
policy texts, in the way of the ontologies by which political events are coded (Gerner, Schrodt
and Yilmaz 2002, "Conflict and Mediation Event Observations"). Nouns of a deed name it too; those
who do it (prosecutor, investigator) and other senses (appropriate committees) do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.text.stems import folded


def _any(*forms: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


# Patterns over folded text. Where a demand names several deeds the first is what it is about.
DEEDS: Mapping[str, re.Pattern[str]] = {
    "fund": _any(
        r"fund(?:ed|ing)", r"funds? (?:for|to|available|made|under|appropriated|the|its|more)",
        r"(?:its|more|some|public|federal) funds", r"defund\w*", r"financ(?:e|ed|ing) (?:for|to)",
        r"budget\w*",
        r"appropriat(?:ed|ing|ions?)", r"allocat\w+", r"spend(?:s|ing)?", r"spent",
        r"invest(?:s|ed|ing|ments?)?", r"grants?",
        r"\$ ?[\d.,]+(?: [mb]illion)? (?:for|to|in (?:\w+ )?(?:aid|assistance|fund\w*))",
        r"pay(?:s|ing)? for", r"money (?:for|to|of)",
        r"(?:more|its|aid|public|federal|the|that|some|same) money", r"expenses",
        r"financia(?:r|miento)\w*", r"presupuest\w+", r"fondos", r"recursos", r"gasto",
    ),
    "inspect": _any(
        r"inspect(?:s|ed|ing|ions?)?", r"search(?:es|ed|ing)?", r"screen(?:s|ed|ing)?",
        r"scan(?:s|ned|ning|ners?)?", r"x ?-?ray\w*", r"check(?:s|ed|ing|points?)",
        r"non ?-?intrusive", r"outbound", r"southbound", r"inspeccion\w*", r"revisi?(?:on|ones|ar)",
    ),
    "prosecute": _any(
        r"prosecut(?:e[sd]?|ing|ions?)", r"indict\w*", r"convict\w*", r"charg(?:ed|es|ing)",
        r"sentenc\w+", r"trials?", r"tried", r"plead\w*", r"guilty", r"impunity", r"punish\w*",
        r"crimes? (?:of|to)", r"penalt\w+", r"imprison\w*", r"jurisdiction", r"enjuici\w+",
        r"procesar", r"acusa\w+", r"condena\w*", r"impunidad", r"penas?",
    ),
    "investigate": _any(
        r"investigat(?:e[sd]?|ing|ions?|ive)", r"prob(?:e|es|ed)", r"inquir(?:y|ies)",
        r"(?:the|criminal|corruption) cases?", r"investigaci(?:on|ones)", r"investigar",
    ),
    "trace": _any(
        r"trac(?:e[sd]?|ing|eable)", r"etrace", r"track(?:s|ed|ing)?",
        r"serial(?:s|ized| numbers?)?", r"rastre\w+",
    ),
    "restrict": _any(
        r"restrict\w*", r"limit(?:s|ed|ing)?", r"prohibit\w*", r"ban(?:s|ned|ning)?", r"regulat\w+",
        r"(?:export )?controls?", r"curb\w*", r"outlaw\w*", r"licens\w+", r"unlawful",
        r"background checks?", r"restring\w+", r"prohib\w+", r"regula(?:r|n|da|cion|ciones)",
        r"licencias?",
    ),
    "evaluate": _any(
        r"evaluat\w+", r"assess\w*", r"measur(?:e[sd]?|ing|ements?|able)", r"metrics?",
        r"indicators?", r"monitor\w*", r"audit\w*", r"outcomes?", r"effectiveness", r"baselines?",
        r"evalua\w+", r"medi(?:r|da|das|cion)", r"indicador\w*", r"auditor\w+", r"resultados",
    ),
    "oversee": _any(
        r"(?:send|sends|sent) (?:to )?congress",
        r"oversight", r"overs(?:ee\w*|aw)", r"supervis\w+", r"accountab\w+", r"audit\w*",
        r"report(?:s|ed|ing)? to (?:congress|the)", r"notif(?:y|ied|ication)", r"certif\w+",
        r"congressional committees", r"submit\w*", r"hearings?", r"rendicion",
    ),
    "cooperate": _any(
        r"co ?-?operat\w+", r"co ?-?ordinat\w+", r"collaborat\w+", r"joint(?:ly)?", r"together",
        r"partner(?:s|ed|ing|ships?)?", r"bilateral", r"binational", r"trilateral", r"mechanisms?",
        r"dialogue", r"committee\b(?! on)", r"working groups?", r"counterparts?",
        r"work(?:s|ed|ing)? (?:with|between)", r"engag(?:ement|e[sd]? with|ing with)", r"liaison",
        r"coopera\w+", r"coordina\w+", r"colabora\w+", r"conjunt\w+", r"mecanismos?", r"dialogo",
    ),
    "negotiate": _any(
        r"negotiat\w+", r"diploma\w+", r"talks", r"dialogue",
        r"engag(?:ement|e[sd]? with|ing with)", r"agree(?:d|ments?)?", r"treat(?:y|ies)",
        r"summits?", r"press(?:ed|ing|es)?", r"working groups?", r"met with", r"meetings?",
        r"commit(?:s|ted|ments?)", r"pledg\w+", r"in return", r"co ?-?operat\w+", r"negoci\w+",
        r"dialogo", r"acuerdos?", r"tratados?", r"cumbre",
    ),
    "share": _any(
        r"shar(?:e|es|ing)", r"shared (?:with|information|intelligence|data)", r"exchang\w+",
        r"databases?", r"access to", r"integrat\w+ (?:\w+,? ){0,2}(?:data|information|networks?)",
        r"link (?:\w+,? ){0,6}(?:data|records?)",
        r"compart\w+", r"intercambi\w+",
    ),
    "train": _any(
        r"train(?:s|ed|ing|ings)?", r"educat\w+", r"cours(?:e|es)", r"professionali[sz]\w+",
        r"academ(?:y|ies)", r"mentor\w*", r"capacity", r"capacita\w+", r"entren\w+", r"formacion",
    ),
    "advise": _any(
        r"advis(?:e[sd]?|ing|ory|ers?|ors?)", r"advice", r"assist(?:s|ed|ing)?", r"mentor\w*",
        r"(?:planning|advisory|liaison) \w+", r"liaison", r"asesor\w*", r"asisti\w*", r"enlace",
    ),
    "deploy": _any(
        r"deploy\w*", r"send(?:s|ing)?(?! congress)", r"sent(?! to congress)",
        r"station(?:ed|ing)", r"presence", r"troops",
        r"personnel", r"teams?", r"foreign agents", r"despleg\w+", r"despliegue", r"presencia",
        r"agentes extranjeros",
    ),
    "supply": _any(
        r"suppl(?:y|ied|ying)(?! chain)", r"provid\w+", r"deliver\w*", r"donat\w+",
        r"equip(?:s|ped|ping|ment)?", r"technolog\w+", r"transfer\w*", r"suministr\w+",
        r"entreg\w+", r"tecnolog\w+",
    ),
    "force": _any(
        r"(?:use of |military |armed )force", r"strikes?",
        r"military (?:action|operations?|intervention|attack\w*)", r"attack\w*",
        r"inva(?:de|ded|sion)", r"bomb\w*", r"raids?", r"war", r"hostilities", r"troops",
        r"drones?", r"authori[sz]es? no force", r"uso de la fuerza", r"ataques?", r"accion militar",
        r"guerra", r"invasion",
    ),
    "capture": _any(
        r"captur\w+", r"arrest\w*", r"kill(?:s|ed|ing)?", r"high ?-?value", r"kingpins?",
        r"decapitat\w+", r"behead\w+", r"leaders?", r"detain\w*", r"detention\w*", r"capos?",
        r"cabecillas?", r"lider\w*", r"detenci\w+", r"abat\w+",
    ),
    "sanction": _any(
        r"sanction\w*", r"block(?:s|ed|ing)", r"froze\w*", r"freez\w+", r"ofac", r"designat\w+",
        r"primary money laundering concern",
        r"orders? (?:under|against)", r"sancion\w*", r"congel\w+", r"bloque\w+",
    ),
    "designate": _any(
        r"designat\w+", r"label\w*", r"ftos?", r"sdgts?", r"declar(?:e[sd]?|ing)", r"classif\w+",
        r"treat(?:s|ed|ing)? (?:\w+ ){0,6}as", r"designa\w+", r"declara\w+",
    ),
    "extradite": _any(
        r"extradit\w+",
        r"(?:transfer(?:s|red|ring)?|expell?ed|sent|handed over"
        r"|surrender\w*) (?:of )?(?:\w+ ){0,4}(?:prisoners?|suspects?|leaders?|members?|people"
        r"|persons?)",
        r"extradi\w+", r"traslad\w+",
    ),
    "seize": _any(
        r"seiz\w+", r"confiscat\w+", r"forfeit\w*", r"interdict\w*", r"intercept\w*", r"decomis\w+",
        r"incaut\w+", r"asegur(?:o|aron|amiento\w*)",
    ),
    "disrupt": _any(
        r"disrupt\w*", r"dismantl\w+", r"degrad\w+", r"target\w*", r"aim(?:s|ed)? at", r"combat\w*",
        r"counter(?:s|ed|ing)?", r"defeat\w*", r"weaken\w*", r"go(?:es|ing)? after",
        r"reach(?:es)?", r"disrump\w+", r"desmantel\w+", r"combat\w+", r"debilit\w+",
    ),
    "treat": _any(
        r"treatment\w*", r"recovery", r"rehabilitat\w+", r"naloxone", r"demand ?-?reduction",
        r"harm ?-?reduction", r"prevention", r"tratamiento\w*", r"prevencion",
    ),
    "tariff": _any(
        r"tariffs?", r"dut(?:y|ies)", r"tolls?", r"lev(?:y|ies|ied)", r"surcharges?", r"de minimis",
        r"arancel\w*", r"impuestos?",
    ),
    "plan": _any(
        r"plan(?:s|ned)?", r"planning", r"strateg(?:y|ies)", r"roadmaps?", r"planes",
        r"estrategias?",
    ),
    "publish": _any(
        r"publish\w*", r"publication", r"disclos\w+", r"transparen\w+", r"publicly", r"make public",
        r"reports?", r"reported", r"publica\w*", r"informes?",
    ),
    "condition": _any(
        r"condition(?:s|ed|ing|al)?", r"withh(?:old\w*|eld)", r"certif\w+",
        r"h(?:e|o)ld(?:s|ing)? back", r"pending", r"until a report", r"leahy", r"condicion\w*",
        r"reten\w+", r"certific\w+",
    ),
    "protect": _any(
        r"protect\w*", r"safeguard\w*", r"defend(?:s|ed|ing)?", r"proteg\w+", r"protecci\w+",
    ),
    "identify": _any(
        r"identif\w+", r"forensic\w*", r"exhum\w+", r"dna", r"search(?:es|ed|ing)? for",
        r"forens\w+", r"busqueda",
    ),
    "enforce": _any(
        r"enforc\w+", r"complian\w+", r"compl(?:y|ies|ied)", r"penalt\w+", r"violat\w+",
        r"fine[sd]?", r"cumpl\w+", r"multas?",
    ),
    "remove people": _any(
        r"deport\w*", r"repatriat\w+", r"removal", r"expuls\w+", r"asylum", r"deporta\w+",
        r"repatria\w+", r"asilo",
    ),
    "vet": _any(r"vett?(?:s|ed|ing)?", r"polygraph\w*", r"background checks?", r"confianza"),
    "staff": _any(
        r"hir(?:e[sd]?|ing)", r"staff\w*", r"recruit\w*", r"vacanc\w+", r"workforce", r"agents",
        r"contrat\w+", r"reclut\w+",
    ),
    "end": _any(
        r"end(?:s|ed|ing)?", r"terminat\w+", r"suspend\w*", r"suspension", r"revok\w+",
        r"rescind\w*", r"eliminat\w+", r"repeal\w*", r"clos(?:e[sd]?|ing)", r"loophole\w*",
        r"termin\w+", r"elimin\w+", r"derog\w+",
    ),
    "change law": _any(
        r"enact\w*", r"legislat\w+", r"amend\w*", r"reform\w*", r"bill", r"repeal\w*", r"statut\w+",
        r"law(?:s)?", r"act", r"reforma\w*", r"ley(?:es)?", r"decree", r"decreto",
    ),
    "build up": _any(
        r"build(?:s|ing)?(?: up)?", r"capacit(?:y|ies)", r"moderni[sz]\w+", r"professionali[sz]\w+",
        r"reform\w*", r"strengthen\w*", r"fortalec\w+",
    ),
}  # fmt: skip
# Words of a demand that say how much and not what; the deed is what follows.
_DEGREE = re.compile(
    r"(?:strengthen|improv|increas|support|deepen|enhanc|expand|continu|keep|maintain|restor"
    r"|promot|ensur|boost|rais|bolster|establish|pursu|explor|consider|recalibrat|commit|address"
    r"|encourag|fortif|tougher|ongoing|further|existing|regular|fully|refrain|robust|complet"
    r"|utiliz|utilis|recent|announc|precise|stronger|particular|larg|tighten|widen|wider|faster|higher"
    r"|greater|bigger|main|whether|unilateral|one.sided)\w*"
    r"|more|use|make|give|giving|help|set|put|bring|turn|build|aim|part|kind|up|needs?|present"
)
# Passed over where the action names another deed: how, and that something is to be had or ended.
_MANNER = re.compile(r"joint(?:ly)?|together|targeted|bilateral|integrated")
_LAST = frozenset({"end", "build up", "plan"})
_ABOUT_DEEDS = frozenset({"evaluate", "oversee"})  # the evaluation of training is no training
_HEAD = re.compile(r"\W+(?:with|by|through|until|unless|before|after|who|that|which|in order)\b")


@dataclass(frozen=True, slots=True)
class Deed:
    """A kind of deed that a demand names, and the word that named it, folded."""

    name: str
    word: str

    def named_in(self, folded_text: str) -> bool:
        """True when a folded text names a deed of this kind."""
        return bool(DEEDS[self.name].search(folded_text))


def leading(action: str, instruments: Sequence[str] = ()) -> tuple[Deed, ...]:
    """The kinds of deed that the first word of ``action`` to name one names, clauses aside.
    Proper names of instruments are passed over: a strike force is not a strike."""
    said = folded(_HEAD.split(action, maxsplit=1)[0])
    for name in instruments:
        if name != name.lower():
            said = said.replace(folded(name), " ")
    found = sorted(_found(said), key=lambda f: f[0])
    found = [f for f in found if f[1] not in _LAST] or found
    found = [f for f in found if f[1] in _ABOUT_DEEDS] or found
    return tuple(Deed(name, word) for at, name, word in found if at == found[0][0])


def named_by(word: str) -> tuple[Deed, ...]:
    """The kinds of deed that one folded word names."""
    return tuple(Deed(name, word) for name, pattern in DEEDS.items() if pattern.fullmatch(word))


def is_degree(word: str) -> bool:
    """True for a folded word that says how much is to be done."""
    return bool(_DEGREE.fullmatch(word))


def _found(said: str) -> Iterator[tuple[int, str, str]]:
    """Where each kind of deed is named first, not counting words of degree and manner."""
    for name, pattern in DEEDS.items():
        for match in pattern.finditer(said):
            word = match.group()
            opens = is_degree(word.split()[0]) and said[match.end() :].strip()
            if not opens and not _MANNER.match(said, match.start()):
                yield match.start(), name, word
                break
