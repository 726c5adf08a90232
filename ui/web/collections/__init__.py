"""The collections page, and the button that collects a passage."""
