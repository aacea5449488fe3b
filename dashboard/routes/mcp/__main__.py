"""python -m dashboard.routes.mcp: the tools over standard input and output, for a program on this machine."""

import anyio

from dashboard.routes.mcp.server import on_standard_streams

if __name__ == "__main__":
    anyio.run(on_standard_streams)
