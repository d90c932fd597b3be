import { z } from 'zod'
import { Alert } from './alerts.ts'
import { Environment } from './api-keys.ts'
import { AuditEntry } from './audit.ts'
import { Instant } from './common.ts'
import { LogEntry, UsageOver } from './event-logs.ts'
import { DeliveryCounts, EventDelivery, EventSummary } from './events.ts'
import { GatewayRouteId } from './gateway.ts'
import { CalledIncoming } from './incoming.ts'
import { ERROR_KINDS, HEALTHS, WEBHOOK_STATUSES } from './webhooks.data.ts'
import { DISABLED_REASONS, FoundDelivery, HealthReason, WebhookId } from './webhooks.ts'

/** Parts that the caller may not read: they are null. */
const withheld = <Part extends string>(parts: readonly Part[]) =>
  z
    .array(z.strictObject({ part: z.enum(parts), scope: z.string() }))
    .meta({ description: 'The parts that are null because the caller lacks a scope.' })

/** A webhook that does not work as it should. */
export const FailingWebhook = z
  .strictObject({
    id: WebhookId,
    name: z.string(),
    environment: Environment,
    status: z.enum(WEBHOOK_STATUSES),
    health: z.enum(HEALTHS),
    healthReason: HealthReason,
    disabledReason: z.enum(DISABLED_REASONS).nullable(),
    since: Instant.nullable().meta({
      description: 'The first failure since the last success; null: the last one succeeded.',
    }),
    failed: z.int().meta({ description: 'Deliveries that failed, of those that the health goes by.' }),
    consecutiveFailures: z.int().meta({ description: 'Attempts that failed since the last success.' }),
    lastSuccessAt: Instant.nullable(),
    lastError: z
      .strictObject({ kind: z.enum(ERROR_KINDS), status: z.int().nullable() })
      .nullable()
      .meta({ description: 'Why the latest attempt that failed did so.' }),
  })
  .meta({ id: 'FailingWebhook' })
export type FailingWebhook = z.infer<typeof FailingWebhook>

/** A key whose calls are refused often. */
export const RefusedKey = z
  .strictObject({
    id: z.string(),
    name: z.string().nullable(),
    refused: z.int(),
    outcome: z.string().nullable().meta({ description: 'The most frequent reason.', example: 'rate_limited' }),
    lastAt: Instant,
  })
  .meta({ id: 'RefusedKey' })
export type RefusedKey = z.infer<typeof RefusedKey>

/** What ends soon: a key, the grace period of its old secret, or the time until its secret is due for rotation. */
export const Expiring = z
  .strictObject({
    kind: z.enum(['key_expires', 'grace_ends', 'rotation_due', 'webhook_secret_ends']),
    id: z.string().meta({ description: 'Of the key or the webhook.' }),
    name: z.string(),
    environment: Environment,
    at: Instant,
  })
  .meta({ id: 'Expiring' })
export type Expiring = z.infer<typeof Expiring>

export const OVERVIEW_PARTS = ['usage', 'failingWebhooks', 'refusedKeys', 'alerts', 'keys', 'changes'] as const

export const Overview = z
  .strictObject({
    usage: UsageOver.nullable(),
    failingWebhooks: z
      .strictObject({ count: z.int(), data: z.array(FailingWebhook) })
      .nullable()
      .meta({ description: 'The five worst, and how many there are.' }),
    refusedKeys: z
      .strictObject({
        since: Instant.meta({
          description: 'Calls since then were looked at: of 24 hours, or fewer where there are many.',
        }),
        data: z.array(RefusedKey),
      })
      .nullable()
      .meta({ description: 'The five with the most refused calls (401, 403, 429).' }),
    alerts: z
      .strictObject({ open: z.int(), openCritical: z.int(), data: z.array(Alert) })
      .nullable()
      .meta({ description: 'The five latest that are open.' }),
    keys: z
      .strictObject({
        expiring: z.array(Expiring).meta({ description: 'Within 30 days, soonest first, at most eight.' }),
        unused: z.int().meta({
          description:
            'Active keys that were not used for as long as the organization has set, of the newest 1,000 keys.',
        }),
        complete: z
          .boolean()
          .meta({ description: 'False where there are so many keys that only the newest were counted as unused.' }),
      })
      .nullable(),
    changes: z.array(AuditEntry).nullable().meta({ description: 'The eight latest.' }),
    withheld: withheld(OVERVIEW_PARTS),
  })
  .meta({ id: 'Overview' })
export type Overview = z.infer<typeof Overview>

export const GETTING_STARTED_STEPS = ['key_created', 'first_call', 'webhook_created', 'first_delivery'] as const

export const GettingStarted = z
  .strictObject({
    steps: z.array(
      z.strictObject({
        step: z.enum(GETTING_STARTED_STEPS),
        done: z.boolean(),
        at: Instant.nullable().meta({
          description:
            'When it was done; of the first delivery the hour. Null: not done, or the time is not known any more.',
        }),
      }),
    ),
    complete: z.boolean(),
    dismissed: z.boolean().meta({ description: 'Whether the caller has hidden it.' }),
  })
  .meta({ id: 'GettingStarted' })
export type GettingStarted = z.infer<typeof GettingStarted>

export const UpdateGettingStarted = z.strictObject({ dismissed: z.boolean() }).meta({ id: 'UpdateGettingStarted' })
export type UpdateGettingStarted = z.infer<typeof UpdateGettingStarted>

export const TRAIL_PARTS = ['events', 'delivery', 'incoming', 'route', 'alerts'] as const

/** The gateway route of a call. */
export const CalledRoute = z.strictObject({ id: GatewayRouteId, name: z.string() }).meta({ id: 'CalledRoute' })
export type CalledRoute = z.infer<typeof CalledRoute>

/** An event in a trail, with its deliveries. */
export const TrailEvent = z
  .strictObject({
    ...EventSummary.shape,
    deliveryCounts: DeliveryCounts,
    deliveryList: z.array(EventDelivery).meta({ description: 'Of the first five events only.' }),
  })
  .meta({ id: 'TrailEvent' })

/** What belongs to an entry of the log: the call, the events it published, their deliveries, alerts. */
export const LogTrail = z
  .strictObject({
    call: LogEntry.nullable().meta({
      description: 'The call that published the event; null: there is none, or its entry is removed.',
    }),
    events: z.array(TrailEvent).nullable().meta({ description: 'What the call published, oldest first, at most 100.' }),
    delivery: FoundDelivery.nullable().meta({
      description: 'Of an entry of the type webhook: its delivery with all attempts; null also where it is removed.',
    }),
    incoming: CalledIncoming.nullable().meta({
      description:
        'Of an entry of the type incoming: its incoming webhook and its request; null where they are not known.',
    }),
    route: CalledRoute.nullable().meta({
      description:
        'Of an entry of the type gateway or tool: its route, by the routes as they now are; null: there is none.',
    }),
    alerts: z.array(Alert).nullable().meta({
      description:
        'Open alerts about the key or the webhook of the entry, the webhooks of its events, and the address of a refused call.',
    }),
    withheld: withheld(TRAIL_PARTS),
  })
  .meta({ id: 'LogTrail' })
export type LogTrail = z.infer<typeof LogTrail>
