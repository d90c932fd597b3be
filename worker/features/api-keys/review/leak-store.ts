import { eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { apiKeys, organizations } from '../../../platform/db/schema.ts'
import type { StoredSecrets } from '../guard/secret-check.ts'

/** A key that a leak report may be about, with its organization's setting for leaks. */
export type ReportedKey = StoredSecrets & {
  reference: string
  id: string
  name: string
  leakAction: 'disable' | 'flag'
  organization: { id: string; name: string; plan: string }
}

/**
 * The keys with these references, deleted ones too. It does not filter by organization: finding the owner of a reported
 * text is its purpose.
 */
export async function findReported(db: Database, references: readonly string[]): Promise<ReportedKey[]> {
  const rows = await db
    .select({
      reference: apiKeys.reference,
      id: apiKeys.id,
      name: apiKeys.name,
      secretHash: apiKeys.secretHash,
      pepperVersion: apiKeys.pepperVersion,
      previousHash: apiKeys.previousHash,
      previousPepperVersion: apiKeys.previousPepperVersion,
      graceUntil: apiKeys.graceUntil,
      leakAction: organizations.leakAction,
      organization: { id: organizations.id, name: organizations.name, plan: organizations.plan },
    })
    .from(apiKeys)
    .innerJoin(organizations, eq(organizations.id, apiKeys.organizationId))
    .where(inArray(apiKeys.reference, sql`(SELECT value FROM json_each(${JSON.stringify(references)}))`))
  return rows.map(({ previousHash, previousPepperVersion, graceUntil, ...rest }) => ({
    ...rest,
    previous:
      previousHash && previousPepperVersion !== null && graceUntil !== null
        ? { hash: previousHash, pepperVersion: previousPepperVersion, until: graceUntil }
        : null,
  }))
}
