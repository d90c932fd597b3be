import { call } from './kit.ts'

type Rpc = { result?: Record<string, unknown>; error?: { code: number; message: string } }
export type ToolAnswer = {
  content: { type: string; text: string }[]
  structuredContent?: Record<string, unknown>
  isError?: boolean
}

/** Sends a message to the MCP endpoint, as a client of an earlier version does. */
export const sendMcp = (key: string | undefined, message: unknown, headers: Record<string, string> = {}) =>
  call('POST', '/mcp', {
    ...(key !== undefined && { key }),
    body: message,
    headers: { accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-11-25', ...headers },
  })

/** A request, answered with 200. */
export async function rpc(key: string, method: string, params: object = {}): Promise<Rpc> {
  const answer = await sendMcp(key, { jsonrpc: '2.0', id: 1, method, params })
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return answer.json<Rpc>()
}

/** The names of the tools that a credential sees. */
export async function toolNames(key: string): Promise<string[]> {
  const { result } = await rpc(key, 'tools/list')
  const tools = (result?.tools ?? []) as { name: string }[]
  return tools.map(({ name }) => name)
}

/** Calls a tool; throws if it is not known. */
export async function callTool(key: string, name: string, args: object = {}): Promise<ToolAnswer> {
  const { result, error } = await rpc(key, 'tools/call', { name, arguments: args })
  if (!result) throw new Error(`${error?.code} ${error?.message}`)
  return result as ToolAnswer
}

/** The error of a tool that answered with one. */
export const errorOf = ({ content, isError }: ToolAnswer): Record<string, unknown> & { code: string } => {
  if (!isError) throw new Error(`it succeeded: ${content[0]?.text}`)
  return JSON.parse(content[0]?.text ?? '').error
}
