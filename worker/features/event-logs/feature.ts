import { databaseOf } from '../../platform/db/client.ts'
import type { Feature } from '../../platform/manifest/feature.ts'
import { consumeLogBatch } from './ingest/consume-batch.ts'
import { rollUpDays } from './ingest/daily-rollup.ts'
import { eventLogRetention } from './retention.ts'
import { eventLogRoutes } from './routes.ts'

/** The log of calls: ingest, lists, figures, the live stream. */
export const eventLogs: Feature = {
  name: 'event-logs',
  mounts: [{ path: '/api/v1', routes: eventLogRoutes }],
  jobs: [rollUpDays],
  retention: eventLogRetention,
  queues: {
    'request-logs': (batch, { env }) => consumeLogBatch(databaseOf(env.DB), env.LIVE_FEED, batch.messages),
  },
}
