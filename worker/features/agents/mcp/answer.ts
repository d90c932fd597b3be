import { type AppContext, actorOf, callOf, depsOf } from '../../../platform/http/context.ts'
import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'
import { loadOnce } from '../../../platform/lib/load-once.ts'
import { isGatewayHost } from '../../../platform/own-host.ts'
import { toolsOf } from '../tools/of-organization.ts'
import type { Tool, ToolContext } from '../tools/tool.ts'
import { callTool } from './call-tool.ts'
import { callerOf } from './caller.ts'
import { listTools } from './list-tools.ts'
import { logAsTool } from './log-as-tool.ts'
import { readMessage } from './read-message.ts'

const loadProtocol = loadOnce(() => import('./protocol.ts'))

/** How long the record of a call may take after its answer, if the client is gone, ms. */
const LOG_MS = 20

/**
 * Answers a message of the Model Context Protocol. The credential says which organization it is about; the message says which tool
 * is called; then the credential is verified and charged once, with the scopes and the cost of the tool.
 */
export async function answerMcp(c: AppContext): Promise<Response> {
  const answer = answered(c)
  // The runtime stops the work for a client that is gone. A tool may have done something by then, so the call goes on and is logged.
  c.executionCtx.waitUntil(
    answer.then(
      () => scheduler.wait(LOG_MS),
      () => scheduler.wait(LOG_MS),
    ),
  )
  return answer
}

async function answered(c: AppContext): Promise<Response> {
  const caller = await callerOf(c)
  let read: Awaited<ReturnType<typeof readMessage>>
  try {
    read = await readMessage(c)
  } catch (error) {
    await caller.charge([], 1)
    throw error
  }
  if ('error' in read) {
    await caller.charge([], 1)
    return notMcp(c, read.error)
  }
  const { message } = read
  const asked = toolNameOf(message)
  const isAboutTools = asked !== null || message.method === 'tools/list'
  const tools = isAboutTools ? await toolsOf(depsOf(c), caller.organizationId) : NONE
  const tool = asked === null ? undefined : tools.get(asked)
  try {
    await caller.charge(tool?.checksScopes ? [] : (tool?.scopes ?? []), tool?.cost ?? 1)
  } finally {
    if (asked !== null) logAsTool(c, asked, tool)
  }
  return withProtocol(c, message, tools, asked)
}

const NONE: ReadonlyMap<string, Tool> = new Map()

/** The tool that a message calls; null if it is another message. */
function toolNameOf({ method, id, params }: JsonObject): string | null {
  if (method !== 'tools/call' || id === undefined || typeof params !== 'object' || params === null) return null
  const name: Json | undefined = Array.isArray(params) ? undefined : params.name
  return typeof name === 'string' ? name : null
}

async function withProtocol(
  c: AppContext,
  message: JsonObject,
  tools: ReadonlyMap<string, Tool>,
  asked: string | null,
): Promise<Response> {
  const { answerMessage } = await loadProtocol()
  const { scopes } = actorOf(c)
  let running: Promise<unknown> | undefined
  const answer = await answerMessage(c.req.raw, message, {
    list: (cursor) => listTools(tools, scopes, cursor),
    call: async (name, given) => {
      // Only the tool that was charged runs.
      const tool = name === asked ? tools.get(name) : undefined
      if (!tool) return null
      const work = callTool(tool, given, contextOf(c))
      running = work
      const { result, ...about } = await work
      Object.assign(callOf(c).tool ?? {}, about)
      return result
    },
  })
  // The answer does not wait for a tool if the client has gone.
  await running
  if (answer.status >= 400) callOf(c).refused ??= { code: 'mcp_invalid', reason: null }
  return answer
}

function contextOf(c: AppContext): ToolContext {
  const { requestId, url, limits, credits } = callOf(c)
  const { origin, host } = new URL(url)
  const deps = depsOf(c)
  const { ownHosts } = deps.config
  // The dashboard is not at a host of an organization.
  const isOwnHost = isGatewayHost(deps.config, host)
  return {
    deps,
    env: c.env,
    actor: actorOf(c),
    requestId,
    origin,
    gatewayBase: isOwnHost ? '' : '/gateway',
    dashboard: !isOwnHost ? origin : ownHosts[0] ? `https://${ownHosts[0]}` : '',
    call: { limits, credits },
    begin: async () => {},
  }
}

/** What is not a message gets an error of JSON-RPC. */
function notMcp(c: AppContext, error: { code: number; message: string }): Response {
  callOf(c).refused = { code: 'mcp_invalid', reason: null }
  return Response.json({ jsonrpc: '2.0', error, id: null }, { status: 400 })
}
