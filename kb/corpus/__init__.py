"""What the project carries in ``corpus/``: catalogue, timeline, glossary, digests."""
