import { eq } from 'drizzle-orm'
import type { Database } from '../../../platform/db/client.ts'
import { incomingWebhooks, organizations } from '../../../platform/db/schema.ts'
import { writeDoorFacts } from './door-facts.ts'

/**
 * What the guard of a token enforces, also for deleted webhooks; null if no webhook ever had this reference. Its metadata are
 * the facts of the webhook: they change with the version, so a change of settings holds for all requests once its guard has
 * confirmed it.
 */
export async function findPolicy(db: Database, reference: string) {
  const row = await db
    .select({
      version: incomingWebhooks.version,
      organizationVersion: organizations.version,
      keyId: incomingWebhooks.id,
      name: incomingWebhooks.name,
      organizationId: incomingWebhooks.organizationId,
      organizationName: organizations.name,
      plan: organizations.plan,
      redactNames: organizations.redactNames,
      environment: incomingWebhooks.environment,
      status: incomingWebhooks.status,
      perMinute: incomingWebhooks.perMinute,
      secretHash: incomingWebhooks.secretHash,
      pepperVersion: incomingWebhooks.pepperVersion,
      deletedAt: incomingWebhooks.deletedAt,
      target: incomingWebhooks.target,
      module: incomingWebhooks.module,
      action: incomingWebhooks.action,
      upsertField: incomingWebhooks.upsertField,
      mapping: incomingWebhooks.mapping,
      eventType: incomingWebhooks.eventType,
      verification: incomingWebhooks.verification,
      senderId: incomingWebhooks.senderId,
      sealedSecrets: incomingWebhooks.sealedSecrets,
    })
    .from(incomingWebhooks)
    .innerJoin(organizations, eq(organizations.id, incomingWebhooks.organizationId))
    .where(eq(incomingWebhooks.reference, reference))
    .get()
  if (!row) return null
  const { target, module, action, upsertField, mapping, eventType, verification, senderId, sealedSecrets } = row
  const { version, organizationVersion, keyId, name, environment, secretHash, pepperVersion } = row
  const active = row.status === 'active' ? ('active' as const) : ('disabled' as const)
  return {
    version,
    organizationVersion,
    keyId,
    name,
    organization: { id: row.organizationId, name: row.organizationName, plan: row.plan },
    environment,
    status: row.deletedAt === null ? active : ('deleted' as const),
    scopes: [],
    allowedIps: [],
    expiresAt: null,
    limits: { minute: row.perMinute, hour: null, day: null },
    credits: null,
    ownerId: null,
    metadata: writeDoorFacts({
      target,
      module,
      action,
      upsertField,
      mapping,
      eventType,
      verification,
      senderId,
      sealedSecrets,
    }),
    // A limit is exact only without leases. Where there is none, a lease saves the object call, and a change waits until all have
    // ended, as for a key.
    consistency: row.perMinute === null ? ('edge' as const) : ('strict' as const),
    // Headers and bodies are in the log of requests. Here are only the names that are redacted there.
    capture: row.redactNames,
    secretHash,
    pepperVersion,
    previous: null,
  }
}
