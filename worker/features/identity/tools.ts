import type { AgentTools } from '../../platform/manifest/agent-tool.ts'
import { whoAmITool } from './who-am-i-tool.ts'

export const identityTools: AgentTools = { tools: [whoAmITool] }
