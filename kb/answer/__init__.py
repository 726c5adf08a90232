"""Answers: sentences quoted from the documents, or a refusal that names what is missing."""

from kb.answer.answer import answer
from kb.answer.model import Answer, Sentence

__all__ = ["Answer", "Sentence", "answer"]
