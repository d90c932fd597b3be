import { type AppContext, callOf } from '../../../platform/http/context.ts'
import type { Tool } from '../tools/tool.ts'

/** A tool that does not exist may have any name. */
const SHOWN_NAME = /^[A-Za-z0-9_.-]{1,64}$/

/** Makes the log entry of a call that of a tool call, also if it is refused. `tool` undefined: there is no such tool. */
export function logAsTool(c: AppContext, name: string, tool: Tool | undefined): void {
  const call = callOf(c)
  call.logType = 'tool'
  call.route = tool?.logRoute ?? '/mcp'
  call.tool = {
    name: SHOWN_NAME.test(name) ? name : '(not a name)',
    endpoint: tool ? `/mcp/${tool.name}` : '/mcp',
    method: 'POST',
    status: tool ? null : 404,
    code: tool ? null : 'not_found',
    reason: null,
  }
}
