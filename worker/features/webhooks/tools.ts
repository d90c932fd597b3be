import type { AgentTools } from '../../platform/manifest/agent-tool.ts'
import { pauseWebhookTool, resumeWebhookTool, sendTestWebhook } from './change-tools.ts'
import { getDelivery, listDeliveriesTool } from './deliveries/read-tools.ts'
import { getRetryJob, retryDeliveryTool, retryFailedDeliveries } from './deliveries/send-tools.ts'
import { getWebhook, listWebhooksTool } from './read-tools.ts'

export const webhookTools: AgentTools = {
  tools: [
    listWebhooksTool,
    getWebhook,
    listDeliveriesTool,
    getDelivery,
    retryDeliveryTool,
    retryFailedDeliveries,
    getRetryJob,
    pauseWebhookTool,
    resumeWebhookTool,
    sendTestWebhook,
  ],
}
