"""The policy history: the timeline, its terms, and passages on an event."""
