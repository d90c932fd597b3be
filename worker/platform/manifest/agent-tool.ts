import type { z } from 'zod'
import type { Json } from '../../../contract/common.ts'
import type { Actor } from '../auth/actor.ts'
import type { Deps } from '../deps.ts'

/**
 * What a tool answers. `data`: small and structured; `link`: the page of the dashboard that shows it, such as
 * `/event-logs?entry=log_...`; `note`: a sentence for the agent, such as how to get the rest.
 */
export type ToolAnswer = { data: Json; link?: string; note?: string }

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
  /** It changes nothing. */
  readOnly: boolean
  /** What it changes cannot be undone. */
  destructive?: boolean
  /** Calling it again with the same arguments changes nothing more. */
  idempotent?: boolean
  /** A person has to approve each call first. */
  approval?: boolean
  input: Input
  run: (deps: Deps, actor: Actor, input: z.output<Input>) => Promise<ToolAnswer>
}

/** A tool of a feature, with the types of its own input. */
export const agentTool = <Input extends z.ZodObject>(tool: AgentTool<Input>): AgentTool => tool as unknown as AgentTool

/** All tools of a feature. */
export type AgentTools = { tools: readonly AgentTool[] }
