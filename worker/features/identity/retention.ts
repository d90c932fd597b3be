import { sql } from 'drizzle-orm'
import type { Retention, Sweep } from '../../platform/retention/retention.ts'

/** Deletes expired sessions. */
const sweepSessions: Sweep = (now, limit) => sql`
  DELETE FROM sessions WHERE id IN (
    SELECT id FROM sessions WHERE expires_at < ${now} LIMIT ${limit})`

/** Deletes expired codes, such as those of a password reset. */
const sweepVerifications: Sweep = (now, limit) => sql`
  DELETE FROM verifications WHERE id IN (
    SELECT id FROM verifications WHERE expires_at < ${now} LIMIT ${limit})`

export const identityRetention: Retention = { sweeps: [sweepSessions, sweepVerifications] }
