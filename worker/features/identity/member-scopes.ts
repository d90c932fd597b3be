import { ROLE_SCOPES, type Role } from '../../../contract/roles.data.ts'

/**
 * The scopes of a member. A developer also holds the scopes that the organization defined, as those of the host product
 * in the built-in catalog: otherwise no developer could create a key with them. `ownResources`: their resources,
 * separated by commas; null: none.
 */
export const memberScopes = (role: Role, ownResources: string | null): readonly string[] =>
  role !== 'developer' || ownResources === null
    ? ROLE_SCOPES[role]
    : [...ROLE_SCOPES[role], ...ownResources.split(',').map((resource) => `${resource}:*`)]
