import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { apiKeys, apiKeyUsage, organizations } from '../../../platform/db/schema.ts'

const withOrganization = eq(organizations.id, apiKeys.organizationId)
const withUsage = and(eq(apiKeyUsage.organizationId, apiKeys.organizationId), eq(apiKeyUsage.keyId, apiKeys.id))

/** What the guard of `reference` enforces, also for deleted keys; null if no key ever had this reference. */
export async function findPolicy(db: Database, reference: string) {
  const row = await db
    .select({
      version: apiKeys.version,
      organizationVersion: organizations.version,
      keyId: apiKeys.id,
      name: apiKeys.name,
      organizationId: apiKeys.organizationId,
      organizationName: organizations.name,
      plan: organizations.plan,
      credits: apiKeys.credits,
      creditsVersion: apiKeys.creditsVersion,
      refillAmount: apiKeys.refillAmount,
      refillInterval: apiKeys.refillInterval,
      environment: apiKeys.environment,
      status: apiKeys.status,
      scopes: apiKeys.scopes,
      allowedIps: apiKeys.allowedIps,
      expiresAt: apiKeys.expiresAt,
      consistency: apiKeys.consistency,
      perMinute: apiKeys.perMinute,
      perHour: apiKeys.perHour,
      perDay: apiKeys.perDay,
      ownerId: apiKeys.ownerId,
      metadata: sql<string>`${apiKeys.metadata}`,
      secretHash: apiKeys.secretHash,
      pepperVersion: apiKeys.pepperVersion,
      previousHash: apiKeys.previousHash,
      previousPepperVersion: apiKeys.previousPepperVersion,
      graceUntil: apiKeys.graceUntil,
      captured: sql<number>`coalesce(${apiKeys.captureBodies}, ${organizations.captureBodies})`,
      redactNames: organizations.redactNames,
      deletedAt: apiKeys.deletedAt,
      parentId: apiKeys.parentId,
      ancestors: apiKeys.ancestors,
      parentReference: sql<string | null>`(
        SELECT p.reference FROM ${apiKeys} p
        WHERE p.organization_id = ${apiKeys.organizationId} AND p.id = ${apiKeys.parentId})`.as('parent_reference'),
    })
    .from(apiKeys)
    .innerJoin(organizations, withOrganization)
    .where(eq(apiKeys.reference, reference))
    .get()
  if (!row) return null
  const { organizationId, organizationName, plan, perMinute, perHour, perDay, deletedAt, ...more } = row
  const { credits, creditsVersion, refillAmount, refillInterval, ...most } = more
  const { previousHash, previousPepperVersion, graceUntil, captured, redactNames, ...others } = most
  const { parentId, ancestors, parentReference, ...rest } = others
  // A tombstone stays as long as a key below it. Without it, the key must not become one without a parent.
  const isOrphan = parentId !== null && parentReference === null
  return {
    ...rest,
    status: deletedAt === null && !isOrphan ? rest.status : ('deleted' as const),
    ...(parentReference !== null && { parent: { guard: parentReference, above: ancestors } }),
    capture: captured === 1 ? redactNames : null,
    organization: { id: organizationId, name: organizationName, plan },
    limits: { minute: perMinute, hour: perHour, day: perDay },
    credits:
      credits === null || creditsVersion === null
        ? null
        : {
            version: creditsVersion,
            amount: credits,
            refill: refillAmount !== null && refillInterval ? { amount: refillAmount, interval: refillInterval } : null,
          },
    previous:
      previousHash && previousPepperVersion !== null && graceUntil !== null
        ? { hash: previousHash, pepperVersion: previousPepperVersion, until: graceUntil }
        : null,
  }
}

/** The organization of the key with this reference, and whether it accepts keys in URLs. */
export function findQuerySetting(db: Database, reference: string) {
  return db
    .select({
      organizationId: apiKeys.organizationId,
      keyId: apiKeys.id,
      allowed: sql<number>`${organizations.keysInQuery}`.mapWith(Boolean).as('allowed'),
    })
    .from(apiKeys)
    .innerJoin(organizations, withOrganization)
    .where(eq(apiKeys.reference, reference))
    .get()
}

/** References of an organization's keys that can be verified, most recently used first; at most `limit`. */
export function listReferences(db: Database, organizationId: string, limit: number) {
  return db
    .select({ reference: apiKeys.reference, version: apiKeys.version })
    .from(apiKeys)
    .leftJoin(apiKeyUsage, withUsage)
    .where(and(eq(apiKeys.organizationId, organizationId), eq(apiKeys.status, 'active'), isNull(apiKeys.deletedAt)))
    .orderBy(desc(apiKeyUsage.lastUsedAt), desc(apiKeys.createdAt))
    .limit(limit)
}
