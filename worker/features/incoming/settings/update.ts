import type { UpdateIncomingWebhook } from '../../../../contract/incoming.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { requireTrustedSecrets } from '../../../platform/secrets/check-secrets.ts'
import type { IncomingChange, ShownRow } from '../rows/incoming-store.ts'
import { type ChangedIncoming, changeIncoming } from './change.ts'
import { requireUsable } from './check-settings.ts'
import { mappingOf } from './mapping-input.ts'
import { requireTarget } from './require-target.ts'
import { openSecrets, sealSecrets } from './secrets.ts'
import { splitVerification } from './verification-settings.ts'

/**
 * Changes settings of an incoming webhook. Once this returns, no request is handled by the old ones. Throws like
 * `createIncoming`.
 */
export async function updateIncoming(
  deps: Deps,
  actor: Actor,
  id: string,
  input: UpdateIncomingWebhook,
  expectedVersion: IfMatch,
): Promise<ChangedIncoming> {
  requireScope(actor, 'incoming:write')
  if (input.verification) await requireTrustedSecrets(deps)
  const decide = async (row: ShownRow): Promise<IncomingChange | null> => {
    const settings = merged(row, input)
    requireTarget(actor, settings, 'change an incoming webhook')
    const secrets = input.verification ? await newSecrets(deps, row, input.verification) : {}
    const { name, description, rateLimitPerMinute } = input
    const wanted: IncomingChange = {
      ...settings,
      ...secrets,
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
      ...(rateLimitPerMinute !== undefined && { perMinute: rateLimitPerMinute }),
    }
    const checked = { ...row, ...wanted }
    if (checked.senderId && !('senderId' in input) && input.verification) {
      // A preset that knows where the id is takes the place of the setting.
      if (!['none', 'header', 'hmac'].includes(checked.verification.kind)) wanted.senderId = checked.senderId = null
    }
    await requireUsable(deps, row.organizationId, checked)
    return difference(row, wanted)
  }
  return changeIncoming(deps, actor, id, { action: 'incoming_webhook.updated', decide }, expectedVersion)
}

/** Target, module, action and mapping after the change: what does not belong to the target is dropped. */
function merged(row: ShownRow, input: UpdateIncomingWebhook) {
  const target = input.target ?? row.target
  const mapping = mappingOf(input) ?? row.mapping
  const senderId = input.senderId === undefined ? row.senderId : input.senderId
  const eventType = input.eventType === undefined ? row.eventType : input.eventType
  if (target === 'event') {
    return { target, mapping, senderId, eventType, module: null, action: null, upsertField: null }
  }
  const action = input.action ?? row.action ?? 'create'
  const upsertField = input.upsertField === undefined ? row.upsertField : input.upsertField
  const module = input.module === undefined ? row.module : input.module
  return {
    target,
    mapping,
    senderId,
    eventType: null,
    module,
    action,
    upsertField: action === 'create' ? null : upsertField,
  }
}

async function newSecrets(
  { config }: Deps,
  row: ShownRow,
  input: NonNullable<UpdateIncomingWebhook['verification']>,
): Promise<IncomingChange> {
  const before = await openSecrets(config, row.sealedSecrets)
  const { verification, secrets } = splitVerification(input, { kind: row.verification.kind, secrets: before ?? [] })
  if (before && JSON.stringify(before) === JSON.stringify(secrets)) return { verification }
  return { verification, sealedSecrets: await sealSecrets(config, secrets) }
}

/** The part of `wanted` that differs from the webhook; null if nothing differs. */
function difference(row: ShownRow, wanted: IncomingChange): IncomingChange | null {
  const current: Record<string, unknown> = row
  const changed = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && JSON.stringify(current[field]) !== JSON.stringify(value),
  )
  return changed.length > 0 ? Object.fromEntries(changed) : null
}
