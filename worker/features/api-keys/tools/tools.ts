import type { AgentTools } from '../../../platform/manifest/agent-tool.ts'
import { disableApiKeyTool, enableApiKeyTool, revokeApiKeyTool } from './end-keys.ts'
import { listScopesTool } from './list-scopes.ts'
import { apiKeyUsage, getApiKey, listApiKeysTool } from './read-keys.ts'
import { createApiKeyTool, regenerateApiKeyTool, updateApiKeyTool } from './write-keys.ts'

export const apiKeyTools: AgentTools = {
  tools: [
    listApiKeysTool,
    getApiKey,
    apiKeyUsage,
    createApiKeyTool,
    updateApiKeyTool,
    regenerateApiKeyTool,
    disableApiKeyTool,
    enableApiKeyTool,
    revokeApiKeyTool,
    listScopesTool,
  ],
}
