"""Starts Streamlit with two changes: one request fewer, and uploads that survive a redrawn page.

When a page of another site tries to connect, Streamlit looks up the addresses of this machine, the
public one at a server of Amazon, to see whether the page comes from there. Here it finds none, and
a page of another site is refused without any request.

A browser asks over the page's connection where to send an uploaded file. If the page is drawn again
before the answer has left (on the library page, when a job has ended), Streamlit 1.67 drops the
answer with the other messages: the file is never sent and no error is shown. Here it is kept.
"""

from __future__ import annotations

from streamlit import net_util
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.web.cli import main

_ANSWER = "file_urls_response"


def _no_address() -> None:
    """In place of the functions that look up an address of this machine."""


class UploadSafeQueue(ForwardMsgQueue):
    """Messages to one browser. Drawing messages may be dropped, answers about uploads may not."""

    def clear(
        self, retain_lifecycle_msgs: bool = False, fragment_ids_this_run: list[str] | None = None
    ) -> None:
        """Drop messages as Streamlit does, but keep answers to a browser that uploads a file."""
        answers: list[ForwardMsg] = []
        if retain_lifecycle_msgs:
            answers = [m for m in self._queue if m.WhichOneof("type") == _ANSWER]
        super().clear(retain_lifecycle_msgs, fragment_ids_this_run)
        self._queue += [m for m in answers if m not in self._queue]


if __name__ == "__main__":
    net_util.get_external_ip = net_util.get_internal_ip = _no_address
    app_session.ForwardMsgQueue = UploadSafeQueue  # type: ignore[attr-defined]
    main(prog_name="streamlit")
