import { sweepIdempotency } from '../../platform/http/resources/idempotency-retention.ts'
import type { Retention } from '../../platform/retention/retention.ts'

/** Tables of the platform that no other feature sweeps. */
export const maintenanceRetention: Retention = { sweeps: [sweepIdempotency] }
