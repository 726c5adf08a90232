"""The policy history: events, glossary terms, and passages that mention an event."""
