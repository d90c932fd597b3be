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
import { endedAlerts, isLostNews, markPublished, type NewsOfAlert, unpublishedAlerts } from './store.ts'

/** Alerts of one run, of those that are raised and of those that are over. */
const LIMIT = 40
/** An alert that could not be published for so long is not published any more: the dashboard has it. */
const TOO_OLD_MS = 3 * DAY_MS

/**
 * Tells webhooks of alerts by an event, in the environment of what the alert is about (live where it is about none):
 * alert.raised once for each time that an alert opens, and alert.resolved once it is over. The event and the mark that it was published are one transaction, so a run that is cut
 * off, or comes twice, publishes nothing twice. An alert that was over before it was published is not published.
 *
 * Whoever watches the live log is told with it, and so sees a toast sooner than by asking.
 *
 * No loop comes of an alert about a webhook: it stands open, and is counted up unpublished however often its own event
 * cannot be delivered.
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
    // What is over first: an alert that comes again must not seem to end what has just begun.
    const ended = await publishSome(deps, await endedAlerts(deps.db, LIMIT), true)
    const open = await unpublishedAlerts(deps.db, deps.now - TOO_OLD_MS, deps.now, LIMIT)
    const raised = await publishSome(deps, open, false)
    await notifyListeners(deps, open, deps.now)
    return { cursor: null, result: { published: raised + ended } }
  },
}

async function publishSome(deps: JobDeps, alerts: readonly NewsOfAlert[], ended: boolean): Promise<number> {
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
      // Somebody resolved or opened one of them at this moment: the next run reads them anew.
      if (!isLostNews(error)) throw error
    }
  }
  return published
}

/** None for a kind that a newer version wrote before this one was put back. */
function eventOf(row: NewsOfAlert, ended: boolean): PublishEvent[] {
  return presentAlert(row).map((alert) => {
    // The event itself bears the environment.
    const { status: _, resolvedAt, resolvedBy, environment, ...shown } = alert
    const message = sentenceOf(alert.kind, alert.target, row.details, row.timeZone)
    const data: Record<string, Json> = JSON.parse(
      redactKeys(JSON.stringify({ ...shown, message, ...(ended ? { resolvedAt, resolvedBy } : {}) })),
    )
    return {
      type: ended ? 'alert.resolved' : 'alert.raised',
      data,
      environment: environment ?? 'live',
      // Ordered webhooks hear of its end after its beginning.
      orderingKey: alert.id,
    }
  })
}
