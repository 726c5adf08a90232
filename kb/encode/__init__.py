"""Encoders: texts in, unit vectors out. ``load_encoder`` in ``selection`` is the way in."""

from kb.settings import silence_telemetry

silence_telemetry()  # before any module of this package can import onnxruntime
