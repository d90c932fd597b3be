import type { AgentTools } from '../../../platform/manifest/agent-tool.ts'
import { listIncomingWebhooks } from './list-incoming.ts'
import { getIncomingRequest, listIncomingRequestsTool, replayIncomingRequestTool } from './requests.ts'

export const incomingTools: AgentTools = {
  tools: [listIncomingWebhooks, listIncomingRequestsTool, getIncomingRequest, replayIncomingRequestTool],
}
