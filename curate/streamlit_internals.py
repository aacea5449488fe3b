"""All that the bench needs of Streamlit and Streamlit does not promise: what to look at after an update of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.runtime.scriptrunner import get_script_run_ctx


@contextmanager
def unbroken() -> Iterator[None]:
    """A callback under it is done to its end, whatever somebody does in the browser meanwhile.

    Streamlit breaks a callback off, wherever it looks at the session, as soon as the browser has sent something newer. What
    was typed counts as told by then, and would be lost: so for its time, looking at the session is no place to stop.
    """
    context = get_script_run_ctx()
    assert context, "a callback runs within a page"
    state = context.session_state
    before = state._yield_callback
    object.__setattr__(state, "_yield_callback", lambda: None)
    try:
        yield
    finally:
        object.__setattr__(state, "_yield_callback", before)
