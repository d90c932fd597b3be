import type { Feature } from '../../platform/manifest/feature.ts'

/** Tools for agents over the Model Context Protocol, and the approvals of their calls. */
export const agents: Feature = {
  name: 'agents',
  mounts: [
    { path: '/mcp', load: () => import('./mcp/routes.ts').then((module) => module.mcpRoutes) },
    { path: '/api/v1', load: () => import('./approvals/routes.ts').then((module) => module.approvalRoutes) },
  ],
  operations: () => import('./operations.ts').then((module) => module.agentOperations),
  agentTools: () => import('./approvals/tools.ts').then((module) => module.approvalTools),
  retention: () => import('./retention.ts').then((module) => module.agentRetention),
}
