"""Small words of English and Spanish: which language a query is in, and what carries no meaning."""

from __future__ import annotations

import re
import unicodedata

ENGLISH_STOP = frozenset(
    "a about above after again against all also am among an and any are as at be because been"
    " before being below between both but by can could did do does doing done during each either"
    " else ever every few for from further get gets got had has have having he her here hers him"
    " his how however i if in into is it its itself just least less let like made make many may me"
    " might more most much must my neither no nor not now of off often on once one only onto or"
    " other others our ours out over own per rather same shall she should since so some such than"
    " that the their theirs them themselves then there these they this those through thus to too"
    " under until up upon us very was we were what when where whether which while who whom whose"
    " why will with within without would yet you your yours".split()
)
SPANISH_STOP = frozenset(
    "a acerca ahi ahora al algo algun alguna algunas alguno algunos alla alli ambas ambos ante"
    " antes aquel aquella aquellas aquello aquellos aqui asi aun aunque bajo bien cada como con"
    " conmigo contigo contra cosa cosas cual cuales cualquier cuando cuanta cuantas cuanto cuantos"
    " de debe deben debido del demas desde despues donde dos durante e el ella ellas ello ellos en"
    " entonces entre era eran eres es esa esas ese eso esos esta estaba estaban estamos estan estar"
    " estas este esto estos estoy estuvo etc fue fueron ha haber habia habian hace hacen hacer"
    " hacia han hasta hay haya he hemos hizo hoy incluso la las le les lo los mas me mi mientras"
    " mis mismo misma mismos mismas mucha muchas mucho muchos muy nada nadie ni ningun ninguna"
    " ninguno no nos nosotros nuestra nuestro o os otra otras otro otros para pero poco por porque"
    " pues que quien quienes se sea sean segun ser sera seran si sido siempre siendo sin sino sobre"
    " solo son soy su sus suya suyo tal tales tambien tampoco tan tanta tantas tanto tantos te"
    " tenia tiene tienen tener toda todas todavia todo todos tras tu tus u un una unas uno unos va"
    " van vez y ya yo".split()
)
_TELLS_SPANISH = frozenset(
    "el la los las un una del al de en y o que con por para segun como cual cuales cuando cuanto"
    " cuanta cuantos cuantas donde quien quienes sobre entre contra hacia desde su sus es son fue"
    " fueron esta estan ha han hay se lo mas ley sin tras ante durante qué".split()
)
_TELLS_ENGLISH = frozenset(
    "the of and to in is are was were what which who how when where why does do did with for on by"
    " from that this it its has have had be been not at an or as".split()
)
_SPANISH_ENDINGS = re.compile(r"(?:ción|ciones|sión|siones|dad|dades|miento|mientos|ía|ías|ñ\w*)$")
_QUESTION = re.compile(
    r"^\W*(?:what|which|who|whom|whose|how|when|where|why|does|do|did|is|are|was|were|has|have"
    r"|had|can|could|should|would|will|qué|que|cuál|cual|cuáles|cuales|quién|quien|quiénes|quienes"
    r"|cómo|como|cuándo|cuando|cuánto|cuanto|cuánta|cuanta|cuántos|cuantos|cuántas|cuantas|dónde"
    r"|donde|por\s+qué|por\s+que|para\s+qué|en\s+qué|a\s+qué|de\s+qué|desde\s+cuándo"
    r"|hasta\s+qué)(?!\w)",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")


def without_accents(text: str) -> str:
    """Without case and accents: Mérida → merida."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words_of(text: str) -> tuple[str, ...]:
    """The words of ``text`` as written; hyphens, points and apostrophes inside a word stay."""
    return tuple(WORD.findall(text))


def language_of(text: str) -> str:
    """``es`` or ``en``: of two languages, the one whose small words and marks there are more of.
    A handful of names, or nothing, counts as English."""
    if re.search(r"[¿¡]", text):
        return "es"
    words = words_of(text)
    folded = [without_accents(w) for w in words]
    spanish = sum(w in _TELLS_SPANISH for w in folded)
    english = sum(w in _TELLS_ENGLISH for w in folded)
    if spanish == english:
        spanish += sum(bool(_SPANISH_ENDINGS.search(w.casefold())) for w in words)
    return "es" if spanish > english else "en"


def is_question(text: str) -> bool:
    """True where the text asks: a question mark, or a question word or auxiliary at its start."""
    return (
        "?" in text
        or "¿" in text
        or (_QUESTION.match(text) is not None and len(words_of(text)) > 2)
    )
