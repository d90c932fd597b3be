import type { ApiKey } from '../../../../contract/api-keys.ts'
import { pageLink } from '../../../platform/manifest/tools/answer.ts'

/** The page of a key. */
export const keyLink = (id: string): string => pageLink('/api-keys', { key: id })

/** A key as lists of tools show it. */
export const showKey = (key: ApiKey) => ({
  id: key.id,
  name: key.name,
  environment: key.environment,
  status: key.status,
  masked: key.masked,
  scopes: key.scopes,
  rateLimit: key.rateLimit,
  usageCount: key.usageCount,
  lastUsedAt: key.lastUsedAt,
  unused: key.unused,
  expiresAt: key.expiresAt,
  ownerId: key.ownerId,
  tags: key.tags,
  createdAt: key.createdAt,
  ...(key.credits && { creditsLeft: key.credits.remaining }),
  ...(key.parentId !== null && { parentId: key.parentId }),
  ...(key.leakedAt !== null && { leakedAt: key.leakedAt, leakSource: key.leakSource }),
  ...(key.graceEndsAt !== null && { graceEndsAt: key.graceEndsAt }),
})
