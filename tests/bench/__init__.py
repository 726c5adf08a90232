"""Measurements; run `python -m tests.bench` or one module at a time. Nothing here is a test."""
