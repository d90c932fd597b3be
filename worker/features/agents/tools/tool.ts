import type { LogReason, ProblemCode } from '../../../../contract/outcomes.data.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import type { ToolCall } from '../../../platform/manifest/agent-tool.ts'

/**
 * What a tool knows of a call. `origin`: under which the caller reached us; `gatewayBase`: what comes before the prefix of a route there;
 * `dashboard`: where people see Gatehouse, empty if that is unknown; `begin`: is called
 * when nothing can keep the call from running any more, and throws if its approval was used by another one.
 */
export type ToolContext = {
  deps: Deps
  env: Env
  actor: Actor
  requestId: string
  origin: string
  gatewayBase: '' | '/gateway'
  dashboard: string
  call: ToolCall
  begin: () => Promise<void>
}

/** The result of a call in the Model Context Protocol. */
export type ToolResult = {
  content: { type: 'text'; text: string }[]
  structuredContent?: JsonObject
  isError?: true
}

/** A result, and what the log entry of the call says. `code` null: it succeeded. */
export type ToolOutcome = {
  result: ToolResult
  endpoint: string
  method: string
  status: number
  code: ProblemCode | null
  reason: LogReason | null
}

/** Arguments that may be used, with the defaults of the schema; or why they may not. */
export type CheckedArguments =
  | { ok: true; input: JsonObject }
  | { ok: false; errors: { path: string; message: string }[] }

/** A tool as agents see it, of Gatehouse or of a route. */
export type Tool = {
  name: string
  title: string
  description: string
  /** All that a caller needs. */
  scopes: readonly string[]
  /** One of these scopes for a part of its resource may be enough, so the tool alone checks them. */
  checksScopes?: boolean
  cost: number
  approval: boolean
  annotations: {
    readOnlyHint: boolean
    destructiveHint: boolean
    idempotentHint: boolean
    openWorldHint: boolean
  }
  inputSchema: JsonObject
  /** Null: a tool of Gatehouse. */
  routeId: string | null
  /** Changes whenever the same arguments may mean another call. */
  version: string
  /** How the log and the statistics name its calls. */
  logRoute: string
  isVisibleTo: (held: readonly string[]) => boolean
  check: (given: JsonObject) => CheckedArguments
  run: (context: ToolContext, input: JsonObject) => Promise<ToolOutcome>
}
