"""Words of a question that say nothing about its subject; ``corpus/lexicons/question_words.yaml``
lists them and says what each list is for."""

from __future__ import annotations

from kb.resources import LexiconModel, Words, load_lexicon


class QuestionWords(LexiconModel):
    """The lists, in lower case and without accents."""

    about_documents: Words
    framing: Words
    conversational: Words
    money: Words
    generic_objects: Words
    spanish_in_names: Words
    translated_small_words: Words
    contractions: Words


def question_words() -> QuestionWords:
    """The lists of ``corpus/``."""
    return load_lexicon("question_words", QuestionWords)
