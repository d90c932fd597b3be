import type { AgentTools } from '../../platform/manifest/agent-tool.ts'
import { explainCall } from './explain-call-tool.ts'

export const overviewTools: AgentTools = { tools: [explainCall] }
