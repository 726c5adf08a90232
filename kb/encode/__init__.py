"""Encoders: texts in, unit vectors out. ``load_encoder`` in ``choose`` is the way in."""
