import { approvalPath } from '../../../../contract/agents.data.ts'
import type { Json } from '../../../../contract/common.ts'
import { cutText } from '../../../platform/lib/text/cut-text.ts'

/** How urgent a message is: it decides the color. */
export type Tone = 'info' | 'good' | 'warning' | 'bad'

/**
 * What a message about an event says, before it gets the format of a platform. All texts are plain: each platform escapes
 * them by its own rules.
 */
export type Message = {
  title: string
  /** One or two sentences; empty if the title says everything. */
  text: string
  tone: Tone
  fields: { name: string; value: string }[]
  /** A page of the dashboard. */
  link: { label: string; url: string } | null
  /** ISO 8601. */
  time: string
  /** The event type, and the environment if it is not live. */
  footer: string
}

export type MessageEvent = {
  id: string
  type: string
  timestamp: string
  environment: 'live' | 'test'
  data: { [name: string]: Json }
}

type Context = {
  /** The origin of the dashboard, such as `https://gatehouse.example.com`; null if it is not known. */
  dashboard: string | null
  /** What the event type means, from the catalog or the organization's own description. */
  description: string | null
}

const MAX_FIELDS = 10
const MAX_VALUE = 300
/** What people look for first. */
const FIRST = ['name', 'title', 'subject', 'email', 'message', 'reason', 'status', 'amount', 'total', 'currency']
const LAST = /^(?:id|.*Id|.*_id|.*At|.*_at|timestamp)$/

/** A message about an event. Pure: the same event gives the same message. */
export function messageOf(event: MessageEvent, context: Context): Message {
  const special = SPECIAL[event.type]?.(event)
  const link = special?.link ?? { label: 'Open event', path: `/webhooks?view=published&id=${event.id}` }
  return {
    title: special?.title ?? titleOf(event.type),
    text: special?.text ?? context.description ?? '',
    tone: special?.tone ?? toneOf(event.type),
    fields: special?.fields ?? fieldsOf(event.data),
    link: context.dashboard === null ? null : { label: link.label, url: context.dashboard + link.path },
    time: event.timestamp,
    footer: event.environment === 'test' ? `${event.type} · test` : event.type,
  }
}

type Special = {
  title: string
  text: string
  tone: Tone
  fields: Message['fields']
  link: { label: string; path: string }
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const partOf = (value: Json | undefined): { [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}

const alert = ({ data }: MessageEvent, isOpen: boolean): Special => {
  const target = textOf(partOf(data.target).name)
  return {
    title: isOpen ? 'Alert' : 'Alert resolved',
    text: textOf(data.message),
    tone: isOpen ? (data.severity === 'critical' ? 'bad' : 'warning') : 'good',
    fields: [
      ...(target ? [{ name: 'About', value: target }] : []),
      ...(typeof data.count === 'number' && data.count > 1 ? [{ name: 'Times', value: String(data.count) }] : []),
      ...(isOpen ? [] : [{ name: 'Resolved by', value: textOf(data.resolvedBy) || 'automatically' }]),
    ],
    link: { label: 'Open alert', path: `/alerts?kind=${encodeURIComponent(textOf(data.kind))}` },
  }
}

const approval = ({ data }: MessageEvent, isOpen: boolean): Special => {
  const caller = textOf(partOf(data.caller).name)
  const title = textOf(data.title) || textOf(data.tool)
  const decided = `${data.status === 'approved' ? 'Approved' : 'Denied'} by ${textOf(data.decidedBy) || 'somebody'}`
  return {
    title: isOpen ? 'An agent asks for approval' : decided,
    text: isOpen
      ? `${caller} wants to run "${title}". It waits for a person until ${timeIn(textOf(data.expiresAt))}.`
      : title,
    tone: isOpen ? 'warning' : data.status === 'approved' ? 'good' : 'info',
    fields: [{ name: 'Tool', value: textOf(data.tool) }, ...fieldsOf(partOf(data.arguments))].slice(0, MAX_FIELDS),
    // The link only opens a page: a signed-in person decides there, so a preview of the link cannot.
    link: { label: isOpen ? 'Review' : 'Open approval', path: approvalPath(textOf(data.id)) },
  }
}

/** Events that read better in words of their own. */
const SPECIAL: Readonly<Record<string, (event: MessageEvent) => Special>> = {
  'alert.raised': (event) => alert(event, true),
  'alert.resolved': (event) => alert(event, false),
  'approval.requested': (event) => approval(event, true),
  'approval.decided': (event) => approval(event, false),
}

/** `payment.completed` as "Payment completed". */
function titleOf(type: string): string {
  const words = type.replaceAll(/[._-]+/g, ' ').trim() || type
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const BAD = /(?:failed|critical|banned|deleted|voided|out|revoked|leaked)$/
const WARNING = /(?:flagged|overdue|low|expiring|canceled|disabled)$/
const GOOD = /(?:created|completed|succeeded|paid|received|approved|signed)$/

const toneOf = (type: string): Tone =>
  BAD.test(type) ? 'bad' : WARNING.test(type) ? 'warning' : GOOD.test(type) ? 'good' : 'info'

/** Values of the event, the most telling first. Objects are opened one level, lists are joined. */
function fieldsOf(data: { [name: string]: Json }): Message['fields'] {
  const all = Object.entries(data).flatMap(([name, value]) => {
    const inner = partOf(value)
    const isObject = Object.keys(inner).length > 0
    return isObject
      ? Object.entries(inner).map(([key, one]) => [name, key, one] as const)
      : [['', name, value] as const]
  })
  const rank = (name: string): number => {
    const index = FIRST.indexOf(name)
    return index !== -1 ? index : LAST.test(name) ? 1000 : 100
  }
  return all
    .map(([parent, name, value]) => ({ parent, name, value: shownValue(value) }))
    .filter(({ value }) => value !== '')
    .sort((a, b) => rank(a.name) - rank(b.name))
    .slice(0, MAX_FIELDS)
    .map(({ parent, name, value }) => ({ name: wordsOf(parent === '' ? name : `${parent} ${name}`), value }))
}

/** `createdAt` as "Created at". */
function wordsOf(name: string): string {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
    .toLowerCase()
  if (words === '') return 'Value'
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function shownValue(value: Json): string {
  if (value === null) return ''
  if (Array.isArray(value))
    return cut(
      value
        .map(shownValue)
        .filter((text) => text !== '')
        .join(', '),
      MAX_VALUE,
    )
  if (typeof value === 'object') return cut(JSON.stringify(value), MAX_VALUE)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return cut(timeIn(String(value)), MAX_VALUE)
}

/** An instant as people read it, `2026-11-21 09:30 UTC`; any other text as it is. */
const timeIn = (text: string): string =>
  text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/, '$1 $2 UTC')

/** A text of at most `max` UTF-16 units; a longer one ends with an ellipsis, and never in the middle of a character. */
export const cut = (text: string, max: number): string => (text.length <= max ? text : `${cutText(text, max - 1)}…`)
