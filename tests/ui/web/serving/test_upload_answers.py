"""A browser gets the address for its upload even when the page is drawn again first."""

from __future__ import annotations

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from ui.web.serving.upload_answers import UploadSafeQueue


def _waiting(kind: type[ForwardMsgQueue]) -> ForwardMsgQueue:
    """A queue with something to draw and the answer to a browser that has a file to send."""
    queue = kind()
    drawn, answer = ForwardMsg(), ForwardMsg()
    drawn.delta.new_element.markdown.body = "of the interrupted drawing"
    drawn.metadata.delta_path.extend([0, 0])
    answer.file_urls_response.response_id = "7"
    queue.enqueue(drawn)
    queue.enqueue(answer)
    return queue


def _sent(queue: ForwardMsgQueue) -> list[str | None]:
    return [m.WhichOneof("type") for m in queue.flush()]


def test_a_redrawn_page_drops_drawing_messages_and_keeps_the_upload_answer() -> None:
    queue = _waiting(UploadSafeQueue)
    queue.clear(retain_lifecycle_msgs=True)
    assert _sent(queue) == ["file_urls_response"]
    assert _sent(queue) == []


def test_the_upload_answer_is_sent_once_when_a_fragment_is_redrawn() -> None:
    queue = _waiting(UploadSafeQueue)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["a"])
    assert _sent(queue).count("file_urls_response") == 1


def test_all_messages_are_dropped_with_the_session() -> None:
    queue = _waiting(UploadSafeQueue)
    queue.clear()
    assert _sent(queue) == []


def test_streamlit_itself_still_drops_the_upload_answer() -> None:
    """When this fails, Streamlit has fixed it, and our own queue can go."""
    queue = _waiting(ForwardMsgQueue)
    queue.clear(retain_lifecycle_msgs=True)
    assert _sent(queue) == []


def test_streamlit_uses_the_queue_class_that_the_patch_replaces() -> None:
    assert app_session.ForwardMsgQueue is ForwardMsgQueue
    assert "ForwardMsgQueue" in app_session.AppSession.__init__.__code__.co_names
