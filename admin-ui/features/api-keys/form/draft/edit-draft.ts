import type { ApiKey, UpdateApiKey } from '../../../../../client/src/generated.ts'
import { same } from '../../../../forms/form.ts'
import { creditsChange, creditsDraftOf } from './credits-draft.ts'
import { creationOf, type Draft, dayOf, limitDraft, limitsOf } from './draft.ts'
import { metadataText } from './metadata-value.ts'
import { rotationDraftOf, rotationOf } from './rotation-draft.ts'

/** The draft for an existing key. */
export function draftOf(key: ApiKey): Draft {
  return {
    name: key.name,
    description: key.description,
    environment: key.environment,
    scopes: key.scopes,
    limits: {
      perMinute: limitDraft(key.rateLimit.perMinute, 'perMinute'),
      perHour: limitDraft(key.rateLimit.perHour, 'perHour'),
      perDay: limitDraft(key.rateLimit.perDay, 'perDay'),
    },
    expiry: key.expiresAt ? 'custom' : 'never',
    expiryDay: key.expiresAt ? dayOf(new Date(key.expiresAt)) : '',
    allowedIps: key.allowedIps.join('\n'),
    consistency: key.consistency,
    capture: key.captureBodies === null ? 'inherit' : key.captureBodies ? 'always' : 'never',
    recoverable: key.recoverable,
    rotation: rotationDraftOf(key.rotation),
    credits: creditsDraftOf(key.credits),
    tags: key.tags,
    ownerId: key.ownerId ?? '',
    metadata: metadataText(key.metadata),
  }
}

/**
 * Only what the user changed: other fields are not sent, so that two people who edit different fields do not undo each
 * other's changes. An expiry whose day was not edited keeps its exact time.
 */
export function changeOf(key: ApiKey, draft: Draft, now: number): UpdateApiKey {
  const before = draftOf(key)
  const wanted = creationOf(draft, now)
  const change: UpdateApiKey = {}
  if (wanted.name !== key.name) change.name = wanted.name
  if (wanted.description !== key.description) change.description = wanted.description
  if (!same([...wanted.scopes].sort(), [...key.scopes].sort())) change.scopes = wanted.scopes
  if (!same(limitsOf(draft), key.rateLimit)) change.rateLimit = limitsOf(draft)
  if (draft.expiry !== before.expiry || draft.expiryDay !== before.expiryDay) change.expiresAt = wanted.expiresAt
  if (!same(wanted.allowedIps, key.allowedIps)) change.allowedIps = wanted.allowedIps
  if (draft.consistency !== key.consistency) change.consistency = draft.consistency
  if (wanted.captureBodies !== key.captureBodies) change.captureBodies = wanted.captureBodies
  if (!same(wanted.rotation, rotationOf(before.rotation, key.recoverable))) change.rotation = wanted.rotation
  const credits = creditsChange(key.credits, draft.credits)
  if (credits !== undefined) change.credits = credits
  if (!same(draft.tags, key.tags)) change.tags = draft.tags
  if (wanted.ownerId !== key.ownerId) change.ownerId = wanted.ownerId
  if (!same(wanted.metadata, key.metadata)) change.metadata = wanted.metadata
  return change
}
