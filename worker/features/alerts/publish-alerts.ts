import type { PublishEvent } from '../../../contract/events.ts'
import { systemActor } from '../../platform/auth/actor.ts'
import type { Json } from '../../platform/lib/json/json.ts'
import { redactKeys } from '../../platform/lib/redact.ts'
import { DAY_MS } from '../../platform/lib/time/time.ts'
import type { Job, JobDeps } from '../../platform/scheduler/job.ts'
import { notifyListeners } from '../event-logs/live/notify-listeners.ts'
import { publishEvents } from '../events/publish.ts'
import { sentenceOf } from './message.ts'
import { presentAlert } from './present.ts'
import { type AlertToPublish, endedAlerts, isPublishConflict, markPublished, unpublishedAlerts } from './store.ts'

/** Limit per run for raised alerts, and for ended alerts. */
const LIMIT = 40
/** An alert that could not be published for this long is no longer published. The dashboard still shows it. */
const TOO_OLD_MS = 3 * DAY_MS

/**
 * Publishes alerts as events for webhooks, in the environment of the alert's target (live if it has none): alert.raised
 * each time an alert opens, alert.resolved when it ends. The event and the mark that it was published are one
 * transaction, so an interrupted or repeated run publishes nothing twice. An alert that ended before it was published
 * is not published.
 * Clients of the live log are notified in the same step, so their toast appears before the next poll.
 * An alert about a webhook cannot cause a loop: while it stays open, failed deliveries of its own event only increase
 * its count, and that is not published.
 */
export const publishAlerts: Job<'published'> = {
  name: 'publish-alerts',
  phase: 'notify',
  every: 'minute',
  figures: { published: ['alert published', 'alerts published'] },
  hasWork: async ({ db, now }) => {
    const [raised, ended] = await Promise.all([unpublishedAlerts(db, now - TOO_OLD_MS, now, 1), endedAlerts(db, 1)])
    return raised.length + ended.length > 0
  },
  run: async (deps) => {
    // Ended alerts come first: if an alert is raised again, its resolved event must not follow the new raised event.
    const ended = await publishSome(deps, await endedAlerts(deps.db, LIMIT), true)
    const open = await unpublishedAlerts(deps.db, deps.now - TOO_OLD_MS, deps.now, LIMIT)
    const raised = await publishSome(deps, open, false)
    await notifyListeners(deps, open, deps.now)
    return { cursor: null, result: { published: raised + ended } }
  },
}

async function publishSome(deps: JobDeps, alerts: readonly AlertToPublish[], ended: boolean): Promise<number> {
  let published = 0
  for (const [id, some] of Map.groupBy(alerts, ({ organizationId }) => organizationId)) {
    const publisher = systemActor('Alerts', { id }, ['events:write'])
    const ids = some.map((alert) => alert.id)
    try {
      await publishEvents(
        deps,
        publisher,
        some.flatMap((alert) => eventOf(alert, ended)),
        {
          validate: false,
          idempotencyKey: null,
          path: '',
          extraStatements: [markPublished(deps.db, id, ids, deps.now, ended)],
        },
      )
      published += some.length
    } catch (error) {
      // Somebody resolved or reopened one of these alerts at the same time: the next run reads them again.
      if (!isPublishConflict(error)) throw error
    }
  }
  return published
}

/** An empty array for a kind that this version does not know (written by a newer version before a rollback). */
function eventOf(row: AlertToPublish, ended: boolean): PublishEvent[] {
  return presentAlert(row).map((alert) => {
    // The environment is a field of the event itself.
    const { status: _, resolvedAt, resolvedBy, environment, ...shown } = alert
    const message = sentenceOf(alert.kind, alert.target, row.details, row.timeZone)
    const data: Record<string, Json> = JSON.parse(
      redactKeys(JSON.stringify({ ...shown, message, ...(ended ? { resolvedAt, resolvedBy } : {}) })),
    )
    return {
      type: ended ? 'alert.resolved' : 'alert.raised',
      data,
      environment: environment ?? 'live',
      // Ordered webhooks receive resolved after raised.
      orderingKey: alert.id,
    }
  })
}
