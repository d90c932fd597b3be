import type { ScopeGroup, ScopeInfo } from './scopes.data.ts'

const scope = (name: string, label: string, description: string): ScopeInfo => ({ scope: name, label, description })

/** The catalog in the key dialog: first the scopes of the host product, then those of Gatehouse. */
export const SCOPE_GROUPS: ScopeGroup[] = [
  {
    group: 'Users',
    scopes: [
      scope('users:read', 'Read Users', 'See accounts and profiles'),
      scope('users:write', 'Write Users', 'Create and change accounts'),
      scope('users:delete', 'Delete Users', 'Permanently delete accounts'),
    ],
  },
  {
    group: 'Content',
    scopes: [
      scope('posts:read', 'Read Posts', 'See posts and threads'),
      scope('posts:write', 'Write Posts', 'Publish new posts'),
      scope('posts:edit', 'Edit Posts', 'Change existing posts'),
      scope('posts:delete', 'Delete Posts', 'Remove posts'),
    ],
  },
  { group: 'Analytics', scopes: [scope('analytics:read', 'Read Analytics', 'See statistics and reports')] },
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
      scope(
        'api-keys:delegate',
        'Create child keys',
        'Let a key create keys below itself, with at most its own rights',
      ),
      scope('api-keys:verify', 'Verify API keys', 'Check whether a key is valid'),
      scope('webhooks:read', 'Read webhooks', 'List webhooks and their deliveries'),
      scope('webhooks:write', 'Manage webhooks', 'Create, change and delete webhooks'),
      scope('events:read', 'Read events', 'See published events'),
      scope('events:write', 'Publish events', 'Publish events to subscribed webhooks'),
      scope('incoming:read', 'Read incoming webhooks', 'List incoming webhooks and their requests'),
      scope('incoming:write', 'Manage incoming webhooks', 'Create, change and delete them'),
      scope('oauth-apps:read', 'Read OAuth apps', 'List apps and their tokens'),
      scope('oauth-apps:write', 'Manage OAuth apps', 'Create, change and delete apps'),
      scope('oauth:authorize', 'Let users allow apps', 'Let users of your product allow apps'),
      scope('connectors:read', 'Read connectors', 'List connected platforms'),
      scope('connectors:write', 'Manage connectors', 'Connect and disconnect platforms'),
      scope('gateway:read', 'Read gateway routes', 'List routes and tools'),
      scope('gateway:write', 'Manage gateway routes', 'Create, change and delete routes'),
      scope('approvals:read', 'Read approvals', 'See tool calls that wait for a person'),
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
      scope('alerts:write', 'Manage alerts', 'Resolve alerts and change alert rules'),
      scope('audit:read', 'Read the audit log', 'See who changed what'),
    ],
  },
  { group: 'Admin', scopes: [scope('*', 'Full Access', 'Everything, now and in the future')] },
]

/** Resources of Gatehouse itself that the catalog does not offer, and those of features to come. */
const UNLISTED_RESOURCES = [
  'gatehouse',
  'hosts',
  'invitations',
  'mcp',
  'members',
  'organization',
  'roles',
  'scopes',
  'sessions',
  'tools',
]

const resourceOf = (scope: string): string => scope.slice(0, scope.indexOf(':'))

const GATEHOUSE_RESOURCES: ReadonlySet<string> = new Set([
  ...UNLISTED_RESOURCES,
  ...SCOPE_GROUPS.filter(({ group }) => group === 'Integrations' || group === 'Monitoring').flatMap(({ scopes }) =>
    scopes.map((info) => resourceOf(info.scope)),
  ),
])

/** Whether a scope is about Gatehouse's own API, so that an organization cannot define it. */
export const isReservedScope = (scope: string): boolean => GATEHOUSE_RESOURCES.has(resourceOf(scope))

/** A scope of the built-in catalog, with its group. */
export function builtInScope(scope: string): (ScopeInfo & { group: string }) | null {
  for (const { group, scopes } of SCOPE_GROUPS) {
    const info = scopes.find((one) => one.scope === scope)
    if (info) return { ...info, group }
  }
  return null
}
