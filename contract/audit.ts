import { z } from 'zod'
import { Environment, NamedEnvironment } from './api-keys.ts'
import { AUDIT_ACTION_PATTERN } from './audit.data.ts'
import { MAX_FILTER_ID } from './common.data.ts'
import { Cursor, Instant, idOf, Json, pageOf, pageSize } from './common.ts'
import { inOrder, NamedInstant } from './instant.ts'

/** One change: who, what, before and after, from where. It never contains secrets. */
export const AuditEntry = z
  .strictObject({
    id: idOf('aud', 'an audit entry'),
    time: Instant,
    actor: z.strictObject({ type: z.enum(['user', 'api_key', 'system']), id: z.string(), name: z.string() }),
    action: z.string().meta({ example: 'api_key.revoked' }),
    target: z.strictObject({ type: z.string(), id: z.string(), name: z.string() }),
    before: Json.nullable(),
    after: Json.nullable(),
    ip: z.string().nullable(),
    requestId: z.string().nullable(),
    environment: Environment.nullable().meta({
      description: 'Of the key or webhook that was changed; null for what belongs to no environment.',
    }),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof AuditEntry>

export const ListAuditLogs = z
  .strictObject({
    limit: pageSize(50),
    cursor: Cursor,
    from: NamedInstant.optional(),
    to: NamedInstant.optional(),
    actorId: z.string().min(1).max(MAX_FILTER_ID).optional(),
    targetId: z.string().min(1).max(MAX_FILTER_ID).optional(),
    action: z.string().max(60).regex(AUDIT_ACTION_PATTERN, 'must look like api_key.revoked').optional(),
    environment: NamedEnvironment,
  })
  .refine(inOrder.check, inOrder.words)
export type ListAuditLogs = z.infer<typeof ListAuditLogs>

export const AuditPage = pageOf(AuditEntry).meta({ id: 'AuditPage' })
