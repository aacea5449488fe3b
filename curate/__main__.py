"""python -m curate: the bench on http://127.0.0.1:8502, for this machine alone, with settings of its own."""

import os
import sys
from pathlib import Path

#: They come before those in .streamlit/config.toml, which are the public server's.
OPTIONS = {
    "server.address": "127.0.0.1",
    "server.port": os.environ.get("PORT", "8502"),
    "server.headless": "true",
    "server.maxUploadSize": "100",
    "server.maxMessageSize": "50",
    "server.maxWidgetStateSize": "50",
    "client.showErrorDetails": "full",
    # One run of the page after the other: two at a time would write each other's answers away.
    "runner.fastReruns": "false",
}

if __name__ == "__main__":
    script = Path(__file__).parent.parent / "curate.py"
    options = [part for name, value in OPTIONS.items() for part in (f"--{name}", value)]
    print(f"The curators' bench: http://127.0.0.1:{OPTIONS['server.port']}", flush=True)
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", str(script), *options])
