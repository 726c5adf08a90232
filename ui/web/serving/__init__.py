"""The server around the pages: its options, whom it answers, what it takes, what it sends."""
