"""The server of the tools, behind the door at /mcp or over standard input and output."""

import json
import logging

import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

from dashboard.exports.tables import plain
from dashboard.routes import api
from dashboard.routes.lanes import DATA
from dashboard.routes.mcp.answers import Refused, answered
from dashboard.routes.mcp.tools import INSTRUCTIONS, TOOLS
from dashboard.session import public
from evidence import about
from evidence.database import NoEvidence

LOG = logging.getLogger(__name__)
#: No question is longer, in bytes.
BODY = 64_000
_READS = types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)


async def _listed(_: ServerRequestContext, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
    tools = [types.Tool(name=one.name, description=one.said, input_schema=one.schema(), annotations=_READS) for one in TOOLS]
    return types.ListToolsResult(tools=tools)


async def _called(context: ServerRequestContext, asked: types.CallToolRequestParams) -> types.CallToolResult:
    """The answer as data and as its text; a refusal or a fault is an answer too, and says that it is one."""
    site = api.site(context.request) if context.request is not None else public.named()
    try:
        return _told(await DATA.run(answered, asked.name, asked.arguments or {}, site))
    except Refused as refused:
        return _told({name: value for name, value in refused.said.items() if value is not None}, is_error=True)
    except NoEvidence as fault:
        return _told({"error": str(fault)}, is_error=True)
    except Exception:
        LOG.exception("the tool %s failed", asked.name[:40])
        return _told({"error": "this question failed; ask another way, or tell those who run this server"}, is_error=True)


def _told(said: dict[str, object], is_error: bool = False) -> types.CallToolResult:
    text = json.dumps(said, ensure_ascii=False, default=plain)
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)], structured_content=json.loads(text), is_error=is_error
    )


def server() -> Server:
    """The tools, with what a program should know before it asks."""
    return Server(about.NAME, title=about.TITLE, version=about.RELEASE, instructions=INSTRUCTIONS,
                  on_list_tools=_listed, on_call_tool=_called)  # fmt: skip


def over_http() -> StreamableHTTPSessionManager:
    """The tools over HTTP, each request for itself, so that any replica answers; nothing is answered before it runs."""
    return StreamableHTTPSessionManager(server(), json_response=True, stateless=True, max_request_body_size=BODY)


async def on_standard_streams() -> None:
    made = server()
    async with stdio_server() as (read, write):
        await made.run(read, write, made.create_initialization_options())
