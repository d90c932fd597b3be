import type {
  CreateIncomingWebhook,
  IncomingWebhook,
  UpdateIncomingWebhook,
  VerificationInput,
} from '../../../../client/src/generated.ts'
import {
  type HMAC_ALGORITHMS,
  type HMAC_ENCODINGS,
  INCOMING_PER_MINUTE,
  type SECRET_ENCODINGS,
  TOLERANCE_SECONDS,
  type VerificationKind,
} from '../../../../contract/incoming.data.ts'
import { same } from '../../../forms/form.ts'
import { asksForSenderId, signsTime } from '../webhook/senders.ts'

/** The state of the form while the user types: text stays text until it is sent. */
export type Draft = {
  name: string
  description: string
  environment: IncomingWebhook['environment']
  /** Empty until a preset is chosen. */
  kind: VerificationKind | ''
  header: string
  algorithm: (typeof HMAC_ALGORITHMS)[number]
  encoding: (typeof HMAC_ENCODINGS)[number]
  prefix: string
  secretEncoding: (typeof SECRET_ENCODINGS)[number]
  toleranceSeconds: string
  secret: string
  /** Of an existing webhook: what becomes of the secret that is also accepted. */
  previousSecret: { change: 'keep' | 'set' | 'drop'; text: string }
  target: IncomingWebhook['target']
  module: string
  action: NonNullable<IncomingWebhook['action']>
  upsertField: string
  eventType: string
  /** Where the id of a delivery is, for senders whose place for it is not known. */
  senderId: { at: 'none' | 'header' | 'path'; text: string }
  /** Empty: only the limit of the plan. */
  rateLimitPerMinute: string
}

export const newDraft = (environment: Draft['environment']): Draft => ({
  name: '',
  description: '',
  environment,
  kind: '',
  header: '',
  algorithm: 'sha256',
  encoding: 'hex',
  prefix: '',
  secretEncoding: 'text',
  toleranceSeconds: String(TOLERANCE_SECONDS.default),
  secret: '',
  previousSecret: { change: 'keep', text: '' },
  target: 'record',
  module: '',
  action: 'create',
  upsertField: '',
  eventType: '',
  senderId: { at: 'none', text: '' },
  rateLimitPerMinute: String(INCOMING_PER_MINUTE.default),
})

/** The draft for an existing webhook. Its secrets are never shown. */
export function draftOf(webhook: IncomingWebhook): Draft {
  const start = newDraft(webhook.environment)
  const { verification, senderId, rateLimitPerMinute: limit } = webhook
  return {
    ...start,
    name: webhook.name,
    description: webhook.description,
    kind: verification.kind,
    header: verification.header ?? '',
    algorithm: verification.algorithm ?? start.algorithm,
    encoding: verification.encoding ?? start.encoding,
    prefix: verification.prefix ?? '',
    secretEncoding: verification.secretEncoding ?? start.secretEncoding,
    toleranceSeconds: String(verification.toleranceSeconds ?? TOLERANCE_SECONDS.default),
    target: webhook.target,
    module: webhook.module ?? '',
    action: webhook.action ?? 'create',
    upsertField: webhook.upsertField ?? '',
    eventType: webhook.eventType ?? '',
    senderId:
      senderId === null
        ? start.senderId
        : senderId.header === undefined
          ? { at: 'path', text: senderId.path ?? '' }
          : { at: 'header', text: senderId.header },
    rateLimitPerMinute: limit === null ? '' : String(limit),
  }
}

/** How requests are verified. A secret that is left empty stays as it is. */
export function verificationOf(draft: Draft): VerificationInput {
  const { kind } = draft
  if (kind === 'none' || kind === '') return { kind: 'none' }
  const secret = draft.secret.trim()
  const { change, text } = draft.previousSecret
  const secrets = {
    ...(secret ? { secret } : {}),
    ...(change === 'drop' ? { previousSecret: null } : {}),
    ...(change === 'set' && text.trim() ? { previousSecret: text.trim() } : {}),
  }
  if (kind === 'header') return { kind, header: draft.header.trim(), ...secrets }
  if (kind === 'hmac') {
    const { algorithm, encoding, prefix, secretEncoding } = draft
    return { kind, header: draft.header.trim(), algorithm, encoding, prefix, secretEncoding, ...secrets }
  }
  if (kind === 'github' || kind === 'shopify') return { kind, ...secrets }
  return { kind, toleranceSeconds: Number(draft.toleranceSeconds), ...secrets }
}

type Settings = Omit<UpdateIncomingWebhook, 'mapping' | 'fieldMapping' | 'field_mapping'>

function settingsOf(draft: Draft) {
  const { target, action, senderId } = draft
  const isRecord = target === 'record'
  const text = senderId.text.trim()
  return {
    name: draft.name.trim(),
    description: draft.description.trim(),
    target,
    ...(isRecord
      ? { module: draft.module, action, upsertField: action === 'create' ? null : draft.upsertField }
      : { eventType: draft.eventType.trim() }),
    verification: verificationOf(draft),
    senderId:
      draft.kind !== '' && asksForSenderId(draft.kind) && senderId.at !== 'none' && text
        ? { [senderId.at]: text }
        : null,
    rateLimitPerMinute: draft.rateLimitPerMinute.trim() === '' ? null : Number(draft.rateLimitPerMinute),
  } satisfies Settings
}

/** The body that creates the drafted webhook. */
export const creationOf = (draft: Draft, mapping: IncomingWebhook['mapping']): CreateIncomingWebhook => ({
  ...settingsOf(draft),
  environment: draft.environment,
  mapping,
})

/** The settings, in the order of the form; `target` stands for everything about what is written. */
export const SETTINGS = [
  'name',
  'description',
  'target',
  'mapping',
  'verification',
  'senderId',
  'rateLimitPerMinute',
] as const
export type Setting = (typeof SETTINGS)[number]

const OF_TARGET: readonly string[] = ['target', 'module', 'action', 'upsertField', 'eventType']

/** Only what the user changed, so that two people who edit different fields do not undo each other's changes. */
export function changeOf(webhook: IncomingWebhook, draft: Draft): Settings {
  const before = settingsOf(draftOf(webhook))
  const wanted = settingsOf(draft)
  const changed = Object.entries(wanted).filter(([name, value]) => !same(value, Reflect.get(before, name)))
  // What is written is changed as a whole: another target has other settings.
  const isRetargeted = changed.some(([name]) => OF_TARGET.includes(name))
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([name]) => changed.some(([one]) => one === name) || (isRetargeted && OF_TARGET.includes(name)),
    ),
  ) satisfies Settings
}

/** The settings that differ from those of the webhook. */
export function unsavedSettings(webhook: IncomingWebhook, draft: Draft): Setting[] {
  const names = new Set(
    Object.keys(changeOf(webhook, draft)).map((name) => (OF_TARGET.includes(name) ? 'target' : name)),
  )
  return SETTINGS.filter((setting) => names.has(setting))
}

export type DraftProblem =
  | 'needSender'
  | 'needName'
  | 'needSecret'
  | 'needHeader'
  | 'badTolerance'
  | 'needModule'
  | 'needUpsertField'
  | 'needEventType'
  | 'needSenderId'
  | 'badLimit'

/** Errors that can be found in the browser, by path. The server checks everything again. */
export function problemsOf(draft: Draft, saved: IncomingWebhook | null): Record<string, DraftProblem> {
  const problems: Record<string, DraftProblem> = {}
  const { kind, target, action, senderId } = draft
  if (kind === '') problems.kind = 'needSender'
  if (!draft.name.trim()) problems.name = 'needName'
  const keepsSecret = saved !== null && saved.verification.kind === kind && saved.verification.hasSecret
  if (kind !== '' && kind !== 'none' && !draft.secret.trim() && !keepsSecret) {
    problems['verification.secret'] = 'needSecret'
  }
  if (kind === 'header' || kind === 'hmac') {
    if (!draft.header.trim()) problems['verification.header'] = 'needHeader'
  }
  if (kind !== '' && signsTime(kind) && !isWhole(draft.toleranceSeconds, TOLERANCE_SECONDS)) {
    problems['verification.toleranceSeconds'] = 'badTolerance'
  }
  if (target === 'record') {
    if (!draft.module) problems.module = 'needModule'
    else if (action !== 'create' && !draft.upsertField) problems.upsertField = 'needUpsertField'
  } else if (!draft.eventType.trim()) problems.eventType = 'needEventType'
  if (kind !== '' && asksForSenderId(kind) && senderId.at !== 'none' && !senderId.text.trim()) {
    problems.senderId = 'needSenderId'
  }
  if (draft.rateLimitPerMinute.trim() && !isWhole(draft.rateLimitPerMinute, { min: 1, max: INCOMING_PER_MINUTE.max })) {
    problems.rateLimitPerMinute = 'badLimit'
  }
  return problems
}

const isWhole = (text: string, { min, max }: { min: number; max: number }): boolean =>
  /^\d+$/.test(text.trim()) && Number(text) >= min && Number(text) <= max
