"""Answers: sentences quoted from the documents, or a refusal that names what is missing."""
