"""Reads web pages: what a browser shows of the article, and what the page states of itself."""
