import { sql } from 'drizzle-orm'
import type { Retention, Sweep } from '../../platform/retention/retention.ts'

/** Sessions that have expired. */
const sweepSessions: Sweep = (now, limit) => sql`
  DELETE FROM sessions WHERE id IN (
    SELECT id FROM sessions WHERE expires_at < ${now} LIMIT ${limit})`

/** Codes that have expired, such as those of a password reset. */
const sweepVerifications: Sweep = (now, limit) => sql`
  DELETE FROM verifications WHERE id IN (
    SELECT id FROM verifications WHERE expires_at < ${now} LIMIT ${limit})`

export const identityRetention: Retention = { sweeps: [sweepSessions, sweepVerifications] }
