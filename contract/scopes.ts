// Plain data and arithmetic: the dashboard loads this file, so it must not pull in the validator.

/** `<resource>:<action>`, `<resource>:*`, or `*` for everything. */
export const SCOPE_PATTERN = /^(\*|[a-z][a-z0-9-]{0,39}:(\*|[a-z][a-z0-9-]{0,39}))$/

export type ScopeInfo = { scope: string; label: string; description: string }
export type ScopeGroup = { group: string; scopes: ScopeInfo[] }

const scope = (name: string, label: string, description: string): ScopeInfo => ({ scope: name, label, description })

/** The catalog that the key dialog shows: first the host product's own, then Gatehouse's. */
export const SCOPE_GROUPS: ScopeGroup[] = [
  {
    group: 'Users',
    scopes: [
      scope('users:read', 'Read Users', 'See accounts and profiles'),
      scope('users:write', 'Write Users', 'Create accounts and change them'),
      scope('users:delete', 'Delete Users', 'Remove accounts for good'),
    ],
  },
  {
    group: 'Content',
    scopes: [
      scope('posts:read', 'Read Posts', 'See posts and threads'),
      scope('posts:write', 'Write Posts', 'Publish new posts'),
      scope('posts:edit', 'Edit Posts', 'Change posts that exist'),
      scope('posts:delete', 'Delete Posts', 'Remove posts'),
    ],
  },
  { group: 'Analytics', scopes: [scope('analytics:read', 'Read Analytics', 'See figures and reports')] },
  {
    group: 'Finance',
    scopes: [
      scope('transactions:read', 'Read Transactions', 'See payments and balances'),
      scope('payments:process', 'Process Payments', 'Take and refund payments'),
    ],
  },
  {
    group: 'Integrations',
    scopes: [
      scope('api-keys:read', 'Read API keys', 'List keys and their settings, never their secrets'),
      scope('api-keys:write', 'Manage API keys', 'Create, change and revoke keys'),
      scope('api-keys:verify', 'Verify API keys', 'Ask whether a presented key is good'),
      scope('webhooks:read', 'Read webhooks', 'List webhooks and their deliveries'),
      scope('webhooks:write', 'Manage webhooks', 'Create, change and delete webhooks'),
      scope('events:read', 'Read events', 'See published events'),
      scope('events:write', 'Publish events', 'Send events to the webhooks that listen'),
      scope('incoming:read', 'Read incoming webhooks', 'List them and what they received'),
      scope('incoming:write', 'Manage incoming webhooks', 'Create, change and delete them'),
      scope('oauth-apps:read', 'Read OAuth apps', 'List apps and their tokens'),
      scope('oauth-apps:write', 'Manage OAuth apps', 'Create, change and delete apps'),
      scope('connectors:read', 'Read connectors', 'List connected platforms'),
      scope('connectors:write', 'Manage connectors', 'Connect and disconnect platforms'),
      scope('gateway:read', 'Read gateway routes', 'List routes'),
      scope('gateway:write', 'Manage gateway routes', 'Create, change and delete routes'),
      scope('modules:read', 'Read modules', 'See how records are defined'),
      scope('modules:write', 'Manage modules', 'Define and change modules'),
      scope('records:read', 'Read records', 'See records of every module'),
      scope('records:write', 'Write records', 'Create and change records'),
      scope('records:delete', 'Delete records', 'Remove records'),
    ],
  },
  {
    group: 'Monitoring',
    scopes: [
      scope('logs:read', 'Read event logs', 'See the log of calls'),
      scope('stats:read', 'Read statistics', 'See usage figures'),
      scope('alerts:read', 'Read alerts', 'See alerts'),
      scope('alerts:write', 'Manage alerts', 'Acknowledge alerts and set their rules'),
      scope('audit:read', 'Read the audit log', 'See who changed what'),
    ],
  },
  { group: 'Admin', scopes: [scope('*', 'Full Access', 'Everything, now and in the future')] },
]

/** Whether one granted scope covers one that is asked for: equal, the resource's wildcard, or `*`. */
export function scopeCovers(granted: string, wanted: string): boolean {
  if (granted === '*' || granted === wanted) return true
  return granted.endsWith(':*') && wanted.startsWith(granted.slice(0, -1))
}

/** The scopes among `wanted` that nothing in `granted` covers; empty when all are held. */
export function missingScopes(granted: readonly string[], wanted: readonly string[]): string[] {
  return wanted.filter((one) => !granted.some((held) => scopeCovers(held, one)))
}

export const ROLES = ['owner', 'admin', 'developer', 'viewer'] as const
export type Role = (typeof ROLES)[number]

const READ_ONLY = SCOPE_GROUPS.flatMap((group) => group.scopes)
  .map((info) => info.scope)
  .filter((name) => name.endsWith(':read'))

/** Scopes of Gatehouse itself that a developer holds; `members` and the plan stay with admins. */
const BUILDER = [
  'api-keys',
  'webhooks',
  'events',
  'incoming',
  'oauth-apps',
  'connectors',
  'gateway',
  'modules',
  'records',
].map((resource) => `${resource}:*`)

const HOST = ['users', 'posts', 'analytics', 'transactions', 'payments'].map((resource) => `${resource}:*`)

/**
 * What each role may do, in scopes. `members:*` and `organization:*` exist for people alone: no credential is offered
 * them in the catalog, and only `*` covers them.
 */
export const ROLE_SCOPES: Record<Role, readonly string[]> = {
  owner: ['*'],
  admin: ['*'],
  developer: [...new Set([...BUILDER, ...HOST, ...READ_ONLY, 'organization:read', 'members:read'])],
  viewer: [...new Set([...READ_ONLY, 'organization:read', 'members:read'])],
}
