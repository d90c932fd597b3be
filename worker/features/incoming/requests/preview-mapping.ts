import type { MappingPreview, PreviewIncomingWebhook, PreviewMapping } from '../../../../contract/incoming.ts'
import { type Actor, actorId } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, invalid, Refusal } from '../../../platform/errors.ts'
import { countUse } from '../../../platform/limits/org-quota-client.ts'
import { byName } from '../../records/modules/field.ts'
import { fieldsOfModule } from '../../records/modules/fields-of-module.ts'
import { checkData } from '../../records/records/validate.ts'
import { mapPayload, type Payload } from '../mapping/map-payload.ts'
import type { StoredMapping } from '../rows/incoming-store.ts'
import { mappingErrors } from '../settings/check-settings.ts'
import { storedMapping } from '../settings/mapping-input.ts'
import { ownIncoming } from '../settings/read.ts'
import { shownPayload } from './present.ts'
import { ownRequest } from './read.ts'

/** Previews of a person or key per minute. */
const PER_MINUTE = 60

/** What a mapping makes of a sample. Nothing is written. Throws `rate_limited`, and `invalid` if the module does not exist. */
export async function previewMapping(deps: Deps, actor: Actor, input: PreviewMapping): Promise<MappingPreview> {
  requireScope(actor, 'incoming:read')
  await requireRoom(deps, actor)
  const module = input.target === 'record' ? (input.module ?? null) : null
  if (input.target === 'record' && module === null) throw invalid('module', 'is required for a record')
  return preview(deps, actor, module, storedMapping(input.mapping), { body: input.sample, headers: {} })
}

/**
 * The same for a saved incoming webhook, with its mapping or another, and a sample or a kept request, whose secrets are redacted.
 * Throws `conflict` if the body of the request was not kept.
 */
export async function previewIncoming(
  deps: Deps,
  actor: Actor,
  id: string,
  { mapping, sample, requestId }: PreviewIncomingWebhook,
): Promise<MappingPreview> {
  requireScope(actor, 'incoming:read')
  await requireRoom(deps, actor)
  const reach = reachOf(actor)
  const row = await ownIncoming(deps, reach, id)
  let payload: Payload = { body: sample ?? null, headers: {} }
  if (requestId !== undefined) {
    const request = await ownRequest(deps, reach, id, requestId)
    if (!request.body) throw conflict('not_replayable', 'The body of this request was not kept.')
    payload = { body: await shownPayload(request, row.verification.kind), headers: request.headers }
  }
  return preview(deps, actor, row.module, mapping ? storedMapping(mapping) : row.mapping, payload)
}

async function requireRoom({ quotas }: Deps, actor: Actor): Promise<void> {
  const waitMs = await countUse(quotas, actor.organization.id, `mapping ${actorId(actor)}`, PER_MINUTE)
  if (waitMs === null) return
  throw new Refusal({ kind: 'rate_limited', detail: `At most ${PER_MINUTE} previews a minute.`, retryAfterMs: waitMs })
}

async function preview(
  deps: Deps,
  actor: Actor,
  module: string | null,
  mapping: StoredMapping,
  payload: Payload,
): Promise<MappingPreview> {
  const broken = (await mappingErrors(mapping)).map(({ path, message }) => ({
    path: path.slice('mapping.'.length),
    message,
  }))
  const usable = Object.fromEntries(
    Object.entries(mapping).filter(([name]) => !broken.some(({ path }) => path === name)),
  )
  const fields = module === null ? null : await fieldsOfModule(deps, actor.organization.id, module)
  if (module !== null && !fields) throw invalid('module', 'is not a module')
  const mapped = await mapPayload(actor.organization.id, usable, fields, payload)
  const errors = [...broken, ...mapped.errors]
  if (!fields) return { fields: mapped.data, errors }
  const checked = checkData(fields, {}, mapped.data)
  const known = new Set(errors.map(({ path }) => path))
  const more = checked.errors
    .map(({ path, message }) => ({ path: path.replace(/^data\./, ''), message }))
    .filter(({ path }) => !known.has(path))
  const stored = byName(fields, checked.data)
  const shown = Object.fromEntries(
    Object.keys(mapped.data).map((name) => [name, stored[name] ?? mapped.data[name] ?? null]),
  )
  return { fields: shown, errors: [...errors, ...more] }
}
