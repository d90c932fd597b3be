import type { z } from 'zod'
import type { Json, LimitState } from '../../../contract/common.ts'
import { scopeCovers } from '../../../contract/scopes.data.ts'
import type { Actor } from '../auth/actor.ts'
import type { Deps } from '../deps.ts'

/**
 * What a tool answers. `data`: small and structured; `link`: the page of the dashboard that shows it, such as
 * `/event-logs?log=log_...`; `note`: a sentence for the agent, such as how to get the rest.
 */
export type ToolAnswer = { data: Json; link?: string; note?: string }

/** What is left of the limits and the credits of the credential that calls, as its guard answered. */
export type ToolCall = { limits: LimitState[]; credits: number | null }

/**
 * A verb of a feature as a tool for agents (platform/manifest). `run` calls a verb, which checks the scope itself; `scope`
 * decides who sees the tool. Refusals that it throws are told to the agent in words.
 */
export type AgentTool<Input extends z.ZodObject = z.ZodObject> = {
  /** Unique; letters, digits and _. It must never change. */
  name: string
  title: string
  /** When to use it and what it returns, for an agent that chooses among tools. */
  description: string
  /** Null: any credential. */
  scope: string | null
  /** The scope may be held for a part of its resource alone, as `records.contacts:read` of `records:read`; `run` checks which. */
  forParts?: boolean
  /** It changes nothing. */
  readOnly: boolean
  /** What it changes cannot be undone. */
  destructive?: boolean
  /** Calling it again with the same arguments changes nothing more. */
  idempotent?: boolean
  /** A person has to approve each call first. */
  approval?: boolean
  input: Input
  run: (deps: Deps, actor: Actor, input: z.output<Input>, call: ToolCall) => Promise<ToolAnswer>
}

/** A tool of a feature, with the types of its own input. */
export const agentTool = <Input extends z.ZodObject>(tool: AgentTool<Input>): AgentTool => tool as unknown as AgentTool

/** All tools of a feature. */
export type AgentTools = { tools: readonly AgentTool[] }

/** Whether a credential with these scopes sees a tool. */
export function maySeeTool(
  { scope, forParts }: Pick<AgentTool, 'scope' | 'forParts'>,
  held: readonly string[],
): boolean {
  if (scope === null || held.some((one) => scopeCovers(one, scope))) return true
  return forParts === true && held.some((one) => one.includes('.') && scopeCovers(one.replace(/\.[^:]+/, ''), scope))
}
