"""Keeps uploads alive when the page is redrawn: a change to Streamlit's queue of messages.

A browser asks over the page's connection where to send an uploaded file. If the page is drawn again
before the answer has left (on the library page, when a job has ended), Streamlit 1.67 drops the
answer with the other messages: the file is never sent and no error is shown. Here it is kept.
"""

from __future__ import annotations

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

_ANSWER = "file_urls_response"


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


def keep_upload_answers() -> None:
    """Let new sessions use this queue."""
    app_session.ForwardMsgQueue = UploadSafeQueue  # type: ignore[attr-defined]
