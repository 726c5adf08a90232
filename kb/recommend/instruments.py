"""The laws, programmes, bodies and powers a demand names."""

from __future__ import annotations

import re

_KIND = (
    r"(?:Acts?|Initiative|Framework|Strategy|Strike Force|Working Group|Task Force(?:-[A-Z][\w-]+"
    r"(?: [A-Z]\w+)?)?|Agreement|Treaty|Convention|Programs?|Programmes?|Fund|Plan|Commission"
    r"|Understanding|Law|Network|Compact|Protocol|Teams?|Dialogue|Implementation Group|Center"
    r"|Amendments?|Bill|Resolution|Project|Campaign|Unit)"
)
_CAP = r"[A-ZÁÉÍÓÚ][\w’'áéíóúñÁÉÍÓÚ-]*"
_NAMED = re.compile(
    rf"\b{_CAP}(?:[ –-](?:of|for|on|and|the|to|in|de|del|la|y|{_CAP})){{0,9}}?[ -]{_KIND}\b"
    r"(?: (?:of|for) (?:Fiscal Year )?(?:19|20)\d\d)?"
)
_ES = re.compile(
    rf"\b(?:Ley|Iniciativa|Entendimiento|Tratado|Programa|Plan|Estrategia|Acuerdo|Convenio|Grupo"
    rf"|Fondo|Comisi[óo]n|Unidad|Operaci[óo]n|Operation)(?: (?:de|del|la|el|los|las|para|contra|y"
    rf"|General|Federal|Nacional))*(?: {_CAP}){{1,6}}"
)
_CODES = re.compile(
    r"\b(?:USMCA|T-MEC|NAFTA|[Ss]ection \d+[A-Z]?(?:\(\w\))*|P\.L\. \d+-\d+|Public Law \d+-\d+"
    r"|E\.?O\.? \d{4,5}|Executive Order (?:No\. )?\d{4,5}|FY\d\d(?:\d\d)? NDAA|NDAA"
    r"|Leahy [Ll]aws?|Big Beautiful Bill|RICO|INCLE|FMF|IMET|[A-Z]{4,} Act)\b"
)
_POWERS = re.compile(
    r"[“\"]?\b(?:advise-and-assist|train-and-equip|equip-and-train)\b[”\"]?,?(?: \w+){0,2}?"
    r"[ ](?:authorit(?:y|ies)|funding|funds|programs?|teams?|aid|assistance)?"
)
_LEAD = re.compile(r"^(?:The|A|An|This|These|Its|Their|Our|El|La|Los|Las|Under|In|Of|And|As)\s+")


def instruments_of(text: str) -> tuple[str, ...]:
    """Names of acts, programmes, bodies and powers in ``text``, in order, each once."""
    found: list[tuple[int, str]] = []
    for pattern in (_NAMED, _ES, _CODES, _POWERS):
        for match in pattern.finditer(text):
            name = _LEAD.sub("", " ".join(match.group().split())).strip(' ,“”"')
            if len(name) > 2:
                found.append((match.start(), name))
    names: list[str] = []
    for _, name in sorted(found, key=lambda f: (f[0], -len(f[1]))):
        if not any(name.casefold() in kept.casefold() for kept in names):
            names.append(name)
    return tuple(names[:6])
