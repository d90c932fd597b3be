import { SCOPE_GROUPS } from './scope-catalog.data.ts'

export const ROLES = ['owner', 'admin', 'developer', 'viewer'] as const
export type Role = (typeof ROLES)[number]

const READ_ONLY = SCOPE_GROUPS.flatMap((group) => group.scopes)
  .map((info) => info.scope)
  .filter((name) => name.endsWith(':read'))

/** Scopes of Gatehouse itself that a developer has; `members` and the plan are for admins. */
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
 * The scopes of each role. `members:*` and `organization:*` are only for users: the catalog does not offer them for
 * credentials, and only `*` covers them.
 */
export const ROLE_SCOPES: Record<Role, readonly string[]> = {
  owner: ['*'],
  admin: ['*'],
  developer: [...new Set([...BUILDER, ...HOST, ...READ_ONLY, 'organization:read', 'members:read'])],
  viewer: [...new Set([...READ_ONLY, 'organization:read', 'members:read'])],
}
