import type { AgentTools } from '../../platform/manifest/agent-tool.ts'
import { publishEvent } from './publish-tool.ts'
import { getEvent, listEventsTool, listEventTypesTool } from './read-tools.ts'

export const eventTools: AgentTools = { tools: [listEventTypesTool, listEventsTool, getEvent, publishEvent] }
