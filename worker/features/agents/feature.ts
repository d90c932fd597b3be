import type { Feature } from '../../platform/manifest/feature.ts'

/** Tools for agents over the Model Context Protocol, and the approvals of their calls. */
export const agents: Feature = {
  name: 'agents',
  mounts: [{ path: '/mcp', load: () => import('./mcp/routes.ts').then((module) => module.mcpRoutes) }],
}
