"""Who is to act: the bodies a demand names, under one name each, or those it implies."""

from __future__ import annotations

import re

from kb.recommend.model import Area

EXECUTIVE, CONGRESS, MEXICO = "US executive", "Congress", "Government of Mexico"
POLICYMAKERS = "US policymakers"
_STATE, _DOD, _TREASURY = "State Department", "Department of Defense", "Treasury Department"
_DOJ, _DHS, _HHS = "Justice Department", "Department of Homeland Security", "HHS"

# Longer names stand before the names they hold.
_NAMES: tuple[tuple[str, str], ...] = (
    ("FinCEN", r"FinCEN|Financial Crimes\s+Enforcement\s+Network"),
    ("Mexico's Financial Intelligence Unit (UIF)", r"Financial Intelligence Unit|\bUIF\b"
     r"|Unidad de Inteligencia Financiera"),
    ("ATF", r"\bATF\b|Bureau of Alcohol, Tobacco,? Firearms(?:,? and Explosives)?"),
    ("CBP", r"\bCBP\b|Customs and Border Protection"),
    ("ICE", r"\bICE\b|Immigration and Customs Enforcement"),
    ("DEA", r"\bDEA\b|Drug Enforcement Administration"),
    ("FBI", r"\bFBI\b|Federal Bureau of Investigation"),
    ("USAID", r"\bUSAID\b|Agency for International Development"),
    ("ONDCP", r"\bONDCP\b|Office of National Drug Control Policy"),
    ("GAO", r"\bGAO\b|Government Accountability Office|Comptroller General"),
    ("inspectors general", r"[Ii]nspectors? [Gg]eneral"),
    ("US prosecutors and law enforcement", r"US prosecutors|U\.S\. (?:prosecutors|law enforcement)"
     r"|US law enforcement"),
    (_STATE, r"State Department|(?:Department|Secretary) of State\b|Departamento de Estado"
     r"|secretario de Estado|(?<![A-Za-z] )\bState(?=\s*$| and USAID|’s )"),
    (_DOD, r"Defense Department|(?:Department|Secretary) of (?:Defense|War)\b|\bDO?D\b|Pentagon"
     r"|Departamento de Defensa"),
    ("Department of the Army", r"(?:Department|Secretary) of the Army"),
    ("Department of the Navy", r"(?:Department|Secretary) of the Navy"),
    ("Department of the Air Force", r"(?:Department|Secretary) of the Air Force"),
    (_TREASURY, r"Treasury Department|(?:Department|Secretary) of (?:the )?Treasury|\bTreasury\b"
     r"|Departamento del Tesoro"),
    (_DOJ, r"Justice Department|Department of Justice|\bDOJ\b|Attorney General\b"
     r"|Departamento de Justicia"),
    (_DHS, r"Homeland Security|\bDHS\b|Seguridad Nacional de Estados Unidos"),
    (_HHS, r"Health and Human Services|\bHHS\b"),
    ("Commerce Department", r"Commerce Department|\bBIS\b|Bureau of Industry and Security"
            r"|(?:Department|Secretary) of Commerce"),
    ("Department of Agriculture", r"(?:Department|Secretary) of Agriculture|\bUSDA\b"),
    ("Department of Energy", r"(?:Department|Secretary) of Energy"),
    ("Department of Labor", r"(?:Department|Secretary) of Labor"),
    ("Department of Transportation", r"(?:Department|Secretary) of Transportation"),
    ("Department of the Interior", r"(?:Department|Secretary) of the Interior"),
    ("Department of Education", r"(?:Department|Secretary) of Education"),
    ("Department of Veterans Affairs", r"(?:Department|Secretary) of Veterans Affairs"),
    ("US Trade Representative", r"Trade Representative|\bUSTR\b"),
    ("Director of National Intelligence", r"Director of National Intelligence|\bDNI\b"),
    ("Government of China", r"Government of China|Chinese (?:government|authorities|officials)"
     r"|(?:^|\b)(?:China|Beijing)(?=\s*$| and\b)"),
    (MEXICO, r"Government of Mexico|gobierno mexicano|Mexican (?:government|authorities|state"
    r"|officials|lawmakers"
     r"|legislators)|Sheinbaum|(?:[Gg]obierno|Estado|Congreso)(?: federal)? (?:de M[ée]xico"
     r"|mexicano)"
     r"|\b[Gg]obierno federal"
     r"|\bM[ée]xico(?=\s*$|,? (?:and|also|for its part|por su parte|y)\b)"
     r"|^Mexico(?= (?:has|have|is|must|should|needs|can|could|will|would|ought|also|now)\b)"
     r"|\bMexico['’]s (?:\w+ ){0,3}?(?:attorney general|government|president|congress|senate"
     r"|police|navy|customs|marines|courts|judiciary|military|tax authority|agencies"
     r"|army|prosecutors?|ministry|authorities|security forces|legislature)\b"
     r"|both (?:countries|governments|nations)|two (?:countries|governments)"
     r"|(?:United States|Washington) and Mexico|Mexico and the United States|ambos (?:pa[íi]ses"
     r"|gobiernos)|dos (?:pa[íi]ses|gobiernos)|autoridades mexicanas|Fiscal[íi]a General"
     r"|Guardia Nacional|Secretar[íi]a de|Congreso de la Uni[óo]n|C[áa]mara de (?:Diputados"
     r"|Senadores)"
     r"|\b[Ee]l Congreso\b(?! (?:de (?:los )?Estados Unidos|estadounidense|norteamericano|de EE))"
     r"|[Ee]l Ejecutivo federal|[Pp]residenta? (?:de M[ée]xico|de la Rep[úu]blica)"
     r"|\b(?:[Ll]a )?(?:SEDENA|SSPC|FGR|SAT|SRE)\b"
     r"|[Gg]obiernos? de M[ée]xico y|de M[ée]xico y (?:de )?(?:los )?Estados Unidos"),
    (CONGRESS, r"(?<!of )(?<!de )\bCongress(?:ional)?\b|\bcongressional\b|\bSenate\b|House of Rep"
     r"|[Ll]awmakers|[Ll]egislators|Congreso (?:de (?:los )?Estados Unidos|estadounidense"
     r"|norteamericano)"
     r"|\b[Mm]embers(?: of Congress)?(?=\s*$| (?:may|might|could|should|can) | of (?:Congress"
     r"|both))"),
    (EXECUTIVE, r"(?:Trump|Biden|Obama|Bush|US|U\.S\.|the|any|next|new|current) [Aa]dministration\b"
     r"|White House|executive branch|(?:[Tt]he|US|U\.S\.) [Pp]resident\b(?! of M)|President Trump"
     r"|both (?:countries|governments)|(?:US|U\.S\.|federal) (?:government|agencies)|\bWashington\b"
     r"|(?:the )?United States\b(?! of)|\b[Tt]he US\b(?=\s*$| and\b)"
     r"|gobierno (?:de (?:los )?Estados Unidos|estadounidense)"
     r"|(?<!Congreso de )(?<!de los )Estados Unidos\b"
     r"|ambos (?:pa[íi]ses"
     r"|gobiernos)"),
    (POLICYMAKERS, r"(?:US|U\.S\.|American) policy ?makers|\b[Pp]olicy ?makers"),
    ("financial institutions", r"financial institutions|\bbanks\b|bancos"
    r"|instituciones financieras"),
    ("state and local governments", r"state (?:and|or) local (?:governments|police|authorities)"
     r"|state governments|gobiernos (?:estatales|locales)|autoridades (?:estatales|locales)"
     r"|fiscal[íi]as (?:estatales|locales)|gobernador|\blos estados\b(?! [Uu]nidos)|municip"
     r"|ayuntamiento"
     r"|alcald"),
    ("Canada", r"\bCanada(?=\s*$| and\b)|Government of Canada"),
    ("civil society", r"civil society|sociedad civil"),
)  # fmt: skip
_TABLE = tuple((name, re.compile(pattern)) for name, pattern in _NAMES)
_OFFICE = re.compile(
    r"(?:Under Secretary|Assistant Secretary|Deputy Secretary|Secretary|Director|Administrator"
    r"|Commissioner|Chief|Chairman|Chair|Commandant|Archivist|Librarian|Superintendent"
    r"|Ambassador|Commander)(?: of| for)(?: the)? [A-Z][\w’-]+(?:,? (?:and |of |the "
    r"|for )*[A-Z][\w’-]+){0,7}"
)

_IMPLIED: dict[Area, tuple[str, ...]] = {
    Area.MILITARY: (EXECUTIVE,),
    Area.SECURITY: (EXECUTIVE, _STATE, _DOD),
    Area.ARMS: (CONGRESS, "ATF"),
    Area.BORDER: (_DHS,),
    Area.FINANCE: (_TREASURY, EXECUTIVE),
    Area.CORRUPTION: (_DOJ, MEXICO),
    Area.FENTANYL: (EXECUTIVE, CONGRESS),
    Area.PRECURSORS: (EXECUTIVE,),
    Area.MIGRATION: (EXECUTIVE,),
    Area.JUSTICE: (EXECUTIVE,),
    Area.OVERSIGHT: (CONGRESS, _STATE),
}
_LEGISLATIVE = re.compile(
    r"(?i)\b(?:legislat\w+|laws?\b|statut\w+|appropriat\w+|\bbill\b|Act\b|\bfund(?:ing|s|ed)?\b"
    r"|budget|oversight|audits?|authoriz\w+)"
)
_ASIDES = re.compile(
    r" — .*? — |\([^)]*\)|, (?:which|who|whose|as proposed)\b[^,]*,?|^\w+ing [^,]*,"
)


def named_in(text: str) -> tuple[str, ...]:
    """The bodies named in ``text``, in order of first mention."""
    found: list[tuple[int, str]] = []
    taken: list[tuple[int, int]] = []
    for name, pattern in _TABLE:
        match = pattern.search(text)
        if match and not any(
            a <= match.start() < b for a, b in taken if name not in (MEXICO, EXECUTIVE)
        ):
            found.append((match.start(), name))
            taken.append(match.span())
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def officer_in(text: str) -> str | None:
    """The office a duty falls on, for those without a common name: "Director of …"."""
    match = _OFFICE.search(text)
    return match.group() if match else None


def actors_of(
    subject: str, claim: str, area: Area, *, heading: str = "", spanish: bool = False
) -> tuple[str, ...]:
    """Who is to act: named in the subject, else in the heading, else implied by the area."""
    named = named_in(_ASIDES.sub(" ", subject))
    if named:
        return named[:4]
    if addressed := named_in(heading):
        return addressed[:4]
    other = _other(subject)
    if other:
        return (other,)
    return implied(claim, area, spanish=spanish)


_COLLECTIVE = re.compile(
    r"(?i:^|, |\band (?:their |its |the )?)(?:[Tt]he )?((?:[\w’'-]+ ){0,3}?(?:[Dd]onors"
    r"|[Pp]rosecutors|[Ss]tates"
    r"|[Cc]ompanies|companies|firms|platforms|manufacturers"
    r"|dealers"
    r"|prosecutors|police(?: forces)?|courts|judges|states|governors|mayors|municipalities|NGOs"
    r"|organi[sz]ations|agencies|regulators|universities|media|retailers|parties|governments"
    r"|authorities|officials|partners|allies|commission|ministry|council|distributors|designers"
    r"|exporters|importers|producers|carriers|traders|brokers|lenders|exchanges|employers|schools"
    r"|hospitals|clinics|researchers|journalists|auditors|lawyers|insurers|investors|providers"
    r"|unions|communities|voters|embassies|consulates|teams|units))$"
)
_PROPER = re.compile(
    r"(?:^|, )(?:[Tt]he )?((?:[A-Z][\w’&.-]+)(?: (?:(?:of|for|and|the|de) )*[A-Z][\w’&.-]+){1,6})$"
)


_ACRONYM = re.compile(r"(?:[Tt]he )?([A-Z][A-Z&]{1,7})")


def _other(subject: str) -> str | None:
    """A body without a name of ours that stands as the whole subject: "gun dealers"."""
    plain = re.sub(r"\b(?:also|then|therefore|can|could)$", "", subject.strip()).strip(" ,")
    match = _ACRONYM.fullmatch(plain) or _PROPER.search(plain) or _COLLECTIVE.search(plain)
    return match.group(1) if match else None


def implied(claim: str, area: Area, *, spanish: bool = False) -> tuple[str, ...]:
    """The bodies in whose hands such an action lies, those the claim itself mentions first."""
    if spanish:
        return named_in(claim)[:2] or (MEXICO,)
    usual = _IMPLIED.get(area, (POLICYMAKERS,))
    mentioned = tuple(n for n in named_in(claim) if n != MEXICO or area is not Area.BORDER)
    lawmaking = (CONGRESS,) if _LEGISLATIVE.search(claim) else ()
    return tuple(dict.fromkeys((*lawmaking, *usual, *mentioned[:2])))[:4]
