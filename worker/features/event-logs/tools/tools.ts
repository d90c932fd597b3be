import type { AgentTools } from '../../../platform/manifest/agent-tool.ts'
import { getStats, topEndpoints } from './figures.ts'
import { findFailedCalls } from './find-failed-calls.ts'
import { getLogEntry } from './get-log-entry.ts'

export const eventLogTools: AgentTools = { tools: [findFailedCalls, getLogEntry, getStats, topEndpoints] }
