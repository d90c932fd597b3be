import { newId } from '../../../platform/lib/ids.ts'
import { newReference } from '../../api-keys/format/key-format.ts'
import type { GrantRow } from '../rows/grant-store.ts'

type Allowed = Pick<
  GrantRow,
  'organizationId' | 'appId' | 'environment' | 'subjectType' | 'subject' | 'subjectName' | 'scopes'
>

/** The row of a grant that is allowed now (ms), for `allowScopes`. */
export const newGrant = (allowed: Allowed, now: number): GrantRow => ({
  ...allowed,
  id: newId('gnt', now),
  reference: newReference(),
  status: 'active',
  ended: [],
  version: 1,
  createdAt: now,
  lastAllowedAt: now,
  lastUsedAt: null,
  revokedAt: null,
  revokedBy: null,
})
