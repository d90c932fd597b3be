import type { CreateWebhook, UpdateWebhook, Webhook } from '../../../../client/src/generated.ts'
import { RETRY_DELAYS_SECONDS } from '../../../../contract/delivery-schedule.ts'
import { type JsonProblem, readJsonObject } from '../../../format/json-object.ts'
import { same } from '../../../forms/form.ts'
import { urlProblem } from '../webhook/target.ts'

/** What the form holds while a person types: text stays text until it is sent. */
export type Draft = {
  name: string
  description: string
  url: string
  environment: Webhook['environment']
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

export type HeaderRow = { name: string; value: string }
export type OptionalNumber = { on: boolean; value: string }

/** The content types of the API. Not imported from contract/webhooks.ts, which imports the validator. */
export const CONTENT_TYPES: readonly Webhook['contentType'][] = [
  'application/json',
  'application/json; charset=utf-8',
  'application/x-www-form-urlencoded',
]

const STANDARD_RETRIES = RETRY_DELAYS_SECONDS.length

/** `secret`: a new one, made here. */
export const newDraft = (secret: string): Draft => ({
  name: '',
  description: '',
  url: '',
  environment: 'live',
  events: [],
  headers: [],
  secret,
  contentType: 'application/json',
  timeoutSeconds: 15,
  retries: true,
  maxRetries: STANDARD_RETRIES,
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

/** The form for a webhook that exists. Its secret is not shown: it is rotated, not edited. */
export function draftOf(webhook: Webhook): Draft {
  const standard = newDraft('')
  return {
    name: webhook.name,
    description: webhook.description,
    url: webhook.url,
    environment: webhook.environment,
    events: webhook.events,
    headers: Object.entries(webhook.headers).map(([name, value]) => ({ name, value })),
    secret: '',
    contentType: webhook.contentType,
    timeoutSeconds: webhook.timeoutSeconds,
    retries: webhook.maxRetries > 0,
    maxRetries: webhook.maxRetries || STANDARD_RETRIES,
    disableAfterFailures: optional(webhook.disableAfterFailures, standard.disableAfterFailures.value),
    rateLimitPerSecond: optional(webhook.rateLimitPerSecond, standard.rateLimitPerSecond.value),
    maxConcurrency: optional(webhook.maxConcurrency, standard.maxConcurrency.value),
    ordered: webhook.ordered,
    filter: webhook.filter ? JSON.stringify(webhook.filter, null, 2) : '',
    transform: webhook.transform ?? '',
  }
}

/** Rows in which nothing was typed are none. */
export const filledHeaders = (rows: readonly HeaderRow[]) => rows.filter((row) => row.name.trim() || row.value)

const headersOf = (rows: readonly HeaderRow[]): Record<string, string> =>
  Object.fromEntries(filledHeaders(rows).map(({ name, value }) => [name.trim(), value]))

const numberOf = ({ on, value }: OptionalNumber): number | null => (on ? Number(value) : null)

/** The filter as it is sent; null for none, and for text that is no JSON object, which `problemsOf` reports. */
export function filterOf(text: string): UpdateWebhook['filter'] {
  const read = readJsonObject(text)
  return read.ok ? read.value : null
}

/** Every setting that the form holds: a new one of the contract does not compile until the form has it too. */
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

/** The body that creates the drafted webhook. */
export const creationOf = (draft: Draft): CreateWebhook => ({
  ...settingsOf(draft),
  environment: draft.environment,
  // Left empty, the server makes one.
  ...(draft.secret.trim() ? { secret: draft.secret.trim() } : {}),
})

/** What of the draft a test needs. */
export const testOf = ({ headers, url, contentType, timeoutSeconds, transform, environment, secret }: Draft) => ({
  url: url.trim(),
  headers: headersOf(headers),
  contentType,
  timeoutSeconds,
  transform: transform.trim() || null,
  environment,
  // While a webhook is edited its secret is not known here.
  ...(secret.trim() ? { secret: secret.trim() } : {}),
})

/** Only what the person changed, so that two people editing different fields do not undo each other. */
export function changeOf(webhook: Webhook, draft: Draft): UpdateWebhook {
  const before = settingsOf(draftOf(webhook))
  const wanted = settingsOf(draft)
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => !same(value, Reflect.get(before, name))),
  ) satisfies UpdateWebhook
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

const SECRET = /^whsec_(?=.{32,88}$)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/
const HEADER_VALUE = /^[\x20-\x7e]*$/

/** The largest that the server takes. */
const MOST = { disableAfterFailures: 1000, rateLimitPerSecond: 1000, maxConcurrency: 100 } as const
export const NUMBERS = [
  'disableAfterFailures',
  'rateLimitPerSecond',
  'maxConcurrency',
] as const satisfies (keyof typeof MOST)[]

/** Problems that can be found without the server, by path. The server checks everything again. */
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
    if (on && !(/^[1-9]\d*$/.test(value.trim()) && Number(value) <= MOST[name])) problems[name] = 'badNumber'
  }
  if (draft.secret && !SECRET.test(draft.secret.trim())) problems.secret = 'badSecret'
  const filter = readJsonObject(draft.filter)
  if (!filter.ok) problems.filter = filter.problem
  return problems
}

function headerProblems(rows: readonly HeaderRow[]): (DraftProblem | null)[] {
  const seen = new Set<string>()
  return rows.map(({ name, value }) => {
    const key = name.trim().toLowerCase()
    if (!key) return value ? 'needHeaderName' : null
    if (!HEADER_NAME.test(key)) return 'badHeaderName'
    if (seen.has(key)) return 'repeatedHeader'
    seen.add(key)
    return HEADER_VALUE.test(value) && value.length <= 2000 ? null : 'badHeaderValue'
  })
}
