"""Data only: catalogue, digests, timeline, glossary, judgements and lexicons."""
