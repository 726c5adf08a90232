"""Streamlit without the one request it would make elsewhere, and without losing files on their way.

Where a page of another site tries to connect, Streamlit looks up this machine's addresses, the
public one at a server of Amazon's, to see whether that is where the page comes from. Here it is
told none: a page of another site is refused without asking anybody.

A browser asks over the page's connection where to send a file. When the page is drawn anew before
the answer has left (on the library page, when a job has ended), Streamlit 1.67 throws the answer
away with the rest of what was to be drawn, and the file is never sent, nor is anything said.
"""

from __future__ import annotations

from streamlit import net_util
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.web.cli import main

_ANSWER = "file_urls_response"


def _not_asked() -> None:
    """An address of this machine, which nobody needs to know."""


class KeepingQueue(ForwardMsgQueue):
    """Messages to one browser; what is to be drawn may be thrown away, where to send a file not."""

    def clear(
        self, retain_lifecycle_msgs: bool = False, fragment_ids_this_run: list[str] | None = None
    ) -> None:
        """As Streamlit's, but for the answers to a browser that has a file to send."""
        answers: list[ForwardMsg] = []
        if retain_lifecycle_msgs:
            answers = [m for m in self._queue if m.WhichOneof("type") == _ANSWER]
        super().clear(retain_lifecycle_msgs, fragment_ids_this_run)
        self._queue += [m for m in answers if m not in self._queue]


if __name__ == "__main__":
    net_util.get_external_ip = net_util.get_internal_ip = _not_asked
    app_session.ForwardMsgQueue = KeepingQueue  # type: ignore[attr-defined]
    main(prog_name="streamlit")
