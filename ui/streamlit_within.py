"""Streamlit without the one request it would make elsewhere.

Where a page of another site tries to connect, Streamlit looks up this machine's addresses, the
public one at a server of Amazon's, to see whether that is where the page comes from. Here it is
told none: a page of another site is refused without asking anybody.
"""

from __future__ import annotations

from streamlit import net_util
from streamlit.web.cli import main


def _not_asked() -> None:
    """An address of this machine, which nobody needs to know."""


if __name__ == "__main__":
    net_util.get_external_ip = net_util.get_internal_ip = _not_asked
    main(prog_name="streamlit")
