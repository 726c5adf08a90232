"""Where a browser may send a file: told even when the page is drawn anew before."""

from __future__ import annotations

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from ui.web.streamlit_patch import KeepingQueue


def _waiting(kind: type[ForwardMsgQueue]) -> ForwardMsgQueue:
    """A queue with something to draw and the answer to a browser that has a file to send."""
    queue = kind()
    drawn, answer = ForwardMsg(), ForwardMsg()
    drawn.delta.new_element.markdown.body = "of the drawing that was broken off"
    drawn.metadata.delta_path.extend([0, 0])
    answer.file_urls_response.response_id = "7"
    queue.enqueue(drawn)
    queue.enqueue(answer)
    return queue


def _told(queue: ForwardMsgQueue) -> list[str | None]:
    return [m.WhichOneof("type") for m in queue.flush()]


def test_what_is_drawn_anew_is_thrown_away_and_the_answer_is_not() -> None:
    queue = _waiting(KeepingQueue)
    queue.clear(retain_lifecycle_msgs=True)
    assert _told(queue) == ["file_urls_response"]
    assert _told(queue) == []


def test_the_answer_is_told_once_when_a_part_is_drawn_anew() -> None:
    queue = _waiting(KeepingQueue)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["a"])
    assert _told(queue).count("file_urls_response") == 1


def test_all_is_thrown_away_with_the_session() -> None:
    queue = _waiting(KeepingQueue)
    queue.clear()
    assert _told(queue) == []


def test_streamlit_itself_throws_it_away() -> None:
    """When this fails, Streamlit has mended it: the queue of our own can go."""
    queue = _waiting(ForwardMsgQueue)
    queue.clear(retain_lifecycle_msgs=True)
    assert _told(queue) == []


def test_streamlit_takes_its_queue_where_it_is_replaced() -> None:
    assert app_session.ForwardMsgQueue is ForwardMsgQueue
    assert "ForwardMsgQueue" in app_session.AppSession.__init__.__code__.co_names
