"""The catalogue, timeline, glossary, digests and reading paths of ``corpus/``."""
