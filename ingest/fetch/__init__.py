"""Fetches the catalogue's documents from their publishers, politely and suspiciously."""
