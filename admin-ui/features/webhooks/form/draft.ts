import type { CreateWebhook, UpdateWebhook, Webhook } from '../../../../client/src/generated.ts'
import {
  HEADER_NAME_PATTERN,
  HEADER_VALUE_PATTERN,
  isWebhookSecret,
  MAX_HEADER_NAME,
  MAX_HEADER_VALUE,
  WEBHOOK_DEFAULTS,
  WEBHOOK_LIMITS,
} from '../../../../contract/webhooks.data.ts'
import { type JsonProblem, readJsonObject } from '../../../format/json-object.ts'
import { same } from '../../../forms/form.ts'
import type { HeaderRow } from '../../../forms/header-fields.tsx'
import { urlProblem } from '../webhook/target.ts'

/** The state of the form while the user types: text stays text until it is sent. */
export type Draft = {
  name: string
  description: string
  url: string
  environment: Webhook['environment']
  /** It starts paused: events are held until it is resumed. */
  paused: boolean
  events: string[]
  headers: HeaderRow[]
  secret: string
  contentType: Webhook['contentType']
  timeoutSeconds: number
  retries: boolean
  maxRetries: number
  disableAfterFailures: OptionalNumber
  rateLimitPerSecond: OptionalNumber
  maxConcurrency: OptionalNumber
  ordered: boolean
  /** JSON text; empty for none. */
  filter: string
  /** JSONata; empty for none. */
  transform: string
}

export type OptionalNumber = { on: boolean; value: string }

/** `secret`: a new one, generated in the browser. */
export const newDraft = (secret: string, environment: Webhook['environment'] = 'live'): Draft => ({
  name: '',
  description: '',
  url: '',
  environment,
  paused: false,
  events: [],
  headers: [],
  secret,
  contentType: WEBHOOK_DEFAULTS.contentType,
  timeoutSeconds: WEBHOOK_DEFAULTS.timeoutSeconds,
  retries: true,
  maxRetries: WEBHOOK_DEFAULTS.maxRetries,
  disableAfterFailures: { on: false, value: '20' },
  rateLimitPerSecond: { on: false, value: '10' },
  maxConcurrency: { on: false, value: '5' },
  ordered: false,
  filter: '',
  transform: '',
})

const optional = (value: number | null, suggestion: string): OptionalNumber => ({
  on: value !== null,
  value: value === null ? suggestion : String(value),
})

/** The draft for an existing webhook. Its secret is not shown: it is rotated, not edited. */
export function draftOf(webhook: Webhook): Draft {
  const standard = newDraft('')
  return {
    name: webhook.name,
    description: webhook.description,
    url: webhook.url,
    environment: webhook.environment,
    paused: webhook.status !== 'active',
    events: webhook.events,
    headers: Object.entries(webhook.headers).map(([name, value]) => ({ name, value })),
    secret: '',
    contentType: webhook.contentType,
    timeoutSeconds: webhook.timeoutSeconds,
    retries: webhook.maxRetries > 0,
    maxRetries: webhook.maxRetries || WEBHOOK_DEFAULTS.maxRetries,
    disableAfterFailures: optional(webhook.disableAfterFailures, standard.disableAfterFailures.value),
    rateLimitPerSecond: optional(webhook.rateLimitPerSecond, standard.rateLimitPerSecond.value),
    maxConcurrency: optional(webhook.maxConcurrency, standard.maxConcurrency.value),
    ordered: webhook.ordered,
    filter: webhook.filter ? JSON.stringify(webhook.filter, null, 2) : '',
    transform: webhook.transform ?? '',
  }
}

/** Empty rows are ignored. */
export const filledHeaders = (rows: readonly HeaderRow[]) => rows.filter((row) => row.name.trim() || row.value)

const headersOf = (rows: readonly HeaderRow[]): Record<string, string> =>
  Object.fromEntries(filledHeaders(rows).map(({ name, value }) => [name.trim(), value]))

const numberOf = ({ on, value }: OptionalNumber): number | null => (on ? Number(value) : null)

/** The filter to send; null for none, and for invalid text, which `problemsOf` reports. */
export function filterOf(text: string): UpdateWebhook['filter'] {
  const read = readJsonObject(text)
  return read.ok ? read.value : null
}

/** Every setting of the form: a new setting of the contract does not compile until the form has it too. */
type Settings = { [name in Exclude<keyof UpdateWebhook, 'verifySsl'>]-?: Exclude<UpdateWebhook[name], undefined> }

const settingsOf = (draft: Draft): Settings => ({
  name: draft.name.trim(),
  description: draft.description.trim(),
  url: draft.url.trim(),
  events: draft.events,
  headers: headersOf(draft.headers),
  contentType: draft.contentType,
  timeoutSeconds: draft.timeoutSeconds,
  maxRetries: draft.retries ? draft.maxRetries : 0,
  disableAfterFailures: numberOf(draft.disableAfterFailures),
  rateLimitPerSecond: numberOf(draft.rateLimitPerSecond),
  maxConcurrency: numberOf(draft.maxConcurrency),
  ordered: draft.ordered,
  filter: filterOf(draft.filter) ?? null,
  transform: draft.transform.trim() || null,
})

/** The settings, in the order of the form. */
export const SETTINGS = [
  'name',
  'description',
  'url',
  'events',
  'maxRetries',
  'timeoutSeconds',
  'disableAfterFailures',
  'rateLimitPerSecond',
  'maxConcurrency',
  'ordered',
  'contentType',
  'headers',
  'filter',
  'transform',
] as const satisfies (keyof Settings)[]
export type Setting = (typeof SETTINGS)[number]

/** The body that creates the drafted webhook. */
export const creationOf = (draft: Draft): CreateWebhook => ({
  ...settingsOf(draft),
  environment: draft.environment,
  status: draft.paused ? 'paused' : 'active',
  // If empty, the server generates one.
  ...(draft.secret.trim() ? { secret: draft.secret.trim() } : {}),
})

/** The part of the draft that a test needs. */
export const testOf = ({ headers, url, contentType, timeoutSeconds, transform, environment, secret }: Draft) => ({
  url: url.trim(),
  headers: headersOf(headers),
  contentType,
  timeoutSeconds,
  transform: transform.trim() || null,
  environment,
  // The secret of an existing webhook is not known here.
  ...(secret.trim() ? { secret: secret.trim() } : {}),
})

/** Only what the user changed, so that two people who edit different fields do not undo each other's changes. */
export function changeOf(webhook: Webhook, draft: Draft): UpdateWebhook {
  const before = settingsOf(draftOf(webhook))
  const wanted = settingsOf(draft)
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => !same(value, Reflect.get(before, name))),
  ) satisfies UpdateWebhook
}

/** The settings that differ from those of the webhook, also where what was typed is not valid yet. */
export function unsavedSettings(webhook: Webhook, draft: Draft, local: boolean): Setting[] {
  const known = problemsOf(draftOf(webhook), local)
  const wrong = Object.keys(problemsOf(draft, local)).filter((path) => !(path in known))
  const unsaved = new Set([...Object.keys(changeOf(webhook, draft)), ...wrong.map((path) => path.split('.')[0])])
  return SETTINGS.filter((setting) => unsaved.has(setting))
}

export type DraftProblem =
  | 'needName'
  | 'needEvent'
  | 'needHeaderName'
  | 'badHeaderName'
  | 'repeatedHeader'
  | 'badHeaderValue'
  | 'badNumber'
  | 'badSecret'
  | NonNullable<ReturnType<typeof urlProblem>>
  | JsonProblem

export const NUMBERS = [
  'disableAfterFailures',
  'rateLimitPerSecond',
  'maxConcurrency',
] as const satisfies (keyof typeof WEBHOOK_LIMITS)[]

/** Client-side validation errors, by path. The server checks everything again. */
export function problemsOf(draft: Draft, local: boolean): Record<string, DraftProblem> {
  const problems: Record<string, DraftProblem> = {}
  if (!draft.name.trim()) problems.name = 'needName'
  const url = urlProblem(draft.url, local)
  if (url) problems.url = url
  if (draft.events.length === 0) problems.events = 'needEvent'
  for (const [index, problem] of headerProblems(draft.headers).entries()) {
    if (problem) problems[`headers.${index}`] = problem
  }
  for (const name of NUMBERS) {
    const { on, value } = draft[name]
    if (on && !(/^[1-9]\d*$/.test(value.trim()) && Number(value) <= WEBHOOK_LIMITS[name].max))
      problems[name] = 'badNumber'
  }
  if (draft.secret && !isWebhookSecret(draft.secret.trim())) problems.secret = 'badSecret'
  const filter = readJsonObject(draft.filter)
  if (!filter.ok) problems.filter = filter.problem
  return problems
}

function headerProblems(rows: readonly HeaderRow[]): (DraftProblem | null)[] {
  const seen = new Set<string>()
  return rows.map(({ name, value }) => {
    const key = name.trim().toLowerCase()
    if (!key) return value ? 'needHeaderName' : null
    if (!HEADER_NAME_PATTERN.test(key) || key.length > MAX_HEADER_NAME) return 'badHeaderName'
    if (seen.has(key)) return 'repeatedHeader'
    seen.add(key)
    return HEADER_VALUE_PATTERN.test(value) && value.length <= MAX_HEADER_VALUE ? null : 'badHeaderValue'
  })
}
