import type { UpdateWebhook, Webhook } from '../../../contract/webhooks.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import type { Deps } from '../../platform/deps.ts'
import type { IfMatch } from '../../platform/lib/if-match.ts'
import { requireTrustedSecrets } from '../../platform/secrets/check-secrets.ts'
import { requireSubscription } from '../events/require-subscription.ts'
import { changeWebhook } from './settings/change.ts'
import { checkSettings } from './settings/check-settings.ts'
import { openHeaders, sealHeaders } from './settings/present.ts'
import type { WebhookChange, WebhookRow } from './settings/store.ts'

/** Settings that decide which events are sent, which parts of them, and where to. */
const DECIDE_WHAT_IS_SENT = ['url', 'events', 'filter', 'transform'] satisfies (keyof WebhookChange)[]

/**
 * Changes settings of a webhook. `expectedVersion`: the versions of If-Match. If a webhook becomes ordered, only events
 * published from then on are ordered. Throws `invalid` for settings that are not allowed, `forbidden` for a change of
 * what is sent, or where to, without the scopes that read its events.
 */
export async function updateWebhook(
  deps: Deps,
  actor: Actor,
  id: string,
  input: UpdateWebhook,
  expectedVersion: IfMatch,
): Promise<{ webhook: Webhook; version: number }> {
  requireScope(actor, 'webhooks:write')
  if (input.headers !== undefined) await requireTrustedSecrets(deps)
  const { headers, ordered, verifySsl: _, ...settings } = input
  return changeWebhook(
    deps,
    actor,
    id,
    {
      action: 'webhook.updated',
      decide: async (row) => {
        await checkSettings(deps, actor, input, row.events)
        const changed = difference(row, {
          ...settings,
          ...(ordered === undefined ? {} : { ordered: ordered ? 1 : 0 }),
        })
        if (changed && DECIDE_WHAT_IS_SENT.some((field) => field in changed)) {
          requireSubscription(actor, changed.events ?? row.events, 'change a webhook')
        }
        if (headers === undefined) return changed
        const known = await openHeaders(deps.config, row.sealedHeaders)
        if (JSON.stringify(known) === JSON.stringify(headers)) return changed
        return { ...changed, sealedHeaders: await sealHeaders(deps.config, headers) }
      },
      ...(headers === undefined ? {} : { note: { headers: Object.keys(headers) } }),
    },
    expectedVersion,
  )
}

/** The part of `wanted` that differs from the webhook; null if nothing differs. */
function difference(row: WebhookRow, wanted: object): WebhookChange | null {
  const current: Record<string, unknown> = row
  const changed = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && JSON.stringify(current[field]) !== JSON.stringify(value),
  )
  return changed.length > 0 ? Object.fromEntries(changed) : null
}
