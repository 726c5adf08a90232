"""Settles a document's metadata: flags, sidecar, file, then guesses."""
