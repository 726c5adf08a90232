"""Work that a hostile document may make endless or huge, done in child processes with limits.

The process of the app serves all readers: it draws no page of a PDF and runs no pattern over a
whole document. It asks a child, which is ended when it takes too long or too much memory, or when
nobody waits for it any more.
"""

from ui.guarded.pool import Children, Limits, WorkFailed
from ui.guarded.turns import Turns

__all__ = ["Children", "Limits", "Turns", "WorkFailed"]
