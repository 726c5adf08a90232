"""Readers: each turns the bytes of one file into a ``Document`` or a ``Skipped(reason)``."""
