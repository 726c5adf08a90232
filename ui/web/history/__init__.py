"""The history page: timeline, glossary, reading paths."""
