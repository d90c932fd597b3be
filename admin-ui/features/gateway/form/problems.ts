import {
  MAX_PREFIX_SEGMENTS,
  normalPrefix,
  PREFIX_PATTERN,
  parametersOf,
  ROUTE_LIMITS,
  TOOL_NAME_PATTERN,
} from '../../../../contract/gateway.data.ts'
import { HEADER_NAME_PATTERN, HEADER_VALUE_PATTERN } from '../../../../contract/webhooks.data.ts'
import { readJsonObject } from '../../../format/json-object.ts'
import type { FieldErrors } from '../../../forms/form.ts'
import { originProblem } from './cors-draft.ts'
import type { Draft } from './draft.ts'
import type { HeaderRule } from './header-rules.ts'

export type DraftProblem =
  | 'needName'
  | 'badPrefix'
  | 'needUpstream'
  | 'badUpstream'
  | 'unknownParameter'
  | 'needMethod'
  | 'badHeaderName'
  | 'badHeaderValue'
  | 'repeatedHeader'
  | 'needOrigin'
  | 'badOrigin'
  | 'needToolName'
  | 'badToolName'
  | 'needToolDescription'
  | 'badSchema'

/** Says a problem, or that a number has to lie in a range. */
export type Say = { problem: (problem: DraftProblem) => string; range: (range: { min: number; max: number }) => string }

const NUMBERS = [
  { name: 'cost', optional: false },
  { name: 'timeoutSeconds', optional: false },
  { name: 'idleTimeoutSeconds', optional: false },
  { name: 'rateLimitPerMinute', optional: true },
  { name: 'maxConcurrency', optional: true },
] as const

const isWhole = (text: string, { min, max }: { min: number; max: number }): boolean =>
  /^\d+$/.test(text.trim()) && Number(text) >= min && Number(text) <= max

/** Whether a text can be an upstream: an http or https URL, or a service binding. The server judges its address. */
const isUpstream = (text: string): boolean =>
  /^service:[A-Za-z0-9_]+(\/|$)/.test(text) ||
  (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !text.includes('?') && !text.includes('#'))

function prefixProblem(text: string): DraftProblem | null {
  const prefix = normalPrefix(text)
  const parts = prefix.split('/')
  const names = parametersOf(prefix)
  const fine =
    PREFIX_PATTERN.test(prefix) &&
    parts.length <= MAX_PREFIX_SEGMENTS &&
    parts.every((part) => part !== '.' && part !== '..') &&
    new Set(names).size === names.length
  return fine ? null : 'badPrefix'
}

function upstreamProblem({ upstream, prefix }: Draft): DraftProblem | null {
  const text = upstream.trim()
  if (!text) return 'needUpstream'
  // Braces of parameters are not part of a URL.
  if (!isUpstream(text.replaceAll(/\{[A-Za-z_]\w*\}/g, 'x'))) return 'badUpstream'
  const known = parametersOf(prefix)
  return parametersOf(text).every((name) => known.includes(name)) ? null : 'unknownParameter'
}

function headerProblems(field: string, rows: readonly HeaderRule[]): [string, DraftProblem][] {
  const names = rows.map(({ name }) => name.trim().toLowerCase())
  return rows.flatMap(({ name, value, remove }, index): [string, DraftProblem][] => {
    const path = `${field}.${index}`
    if (!name.trim() && !value.trim()) return []
    if (!HEADER_NAME_PATTERN.test(name.trim())) return [[path, 'badHeaderName']]
    if (names.indexOf(name.trim().toLowerCase()) < index) return [[path, 'repeatedHeader']]
    return remove || HEADER_VALUE_PATTERN.test(value) ? [] : [[path, 'badHeaderValue']]
  })
}

function toolProblems({ tool }: Draft): [string, DraftProblem][] {
  if (!tool.on) return []
  const found: [string, DraftProblem][] = []
  if (!tool.name.trim()) found.push(['tool.name', 'needToolName'])
  else if (!TOOL_NAME_PATTERN.test(tool.name.trim())) found.push(['tool.name', 'badToolName'])
  if (!tool.description.trim()) found.push(['tool.description', 'needToolDescription'])
  const read = readJsonObject(tool.schema)
  if (!read.ok) found.push(['tool.inputSchema', 'badSchema'])
  return found
}

/** Errors that can be found in the browser, by path. The server checks everything again. */
export function problemsOf(draft: Draft, say: Say): FieldErrors {
  const found: [string, DraftProblem][] = []
  if (!draft.name.trim()) found.push(['name', 'needName'])
  const prefix = prefixProblem(draft.prefix)
  if (prefix) found.push(['prefix', prefix])
  const upstream = upstreamProblem(draft)
  if (upstream) found.push(['upstream', upstream])
  if (draft.methods.length === 0) found.push(['methods', 'needMethod'])
  found.push(...headerProblems('requestHeaders', draft.requestHeaders))
  found.push(...headerProblems('responseHeaders', draft.responseHeaders))
  const origin = originProblem(draft.cors)
  if (origin) found.push(['cors.origins', origin])
  found.push(...toolProblems(draft))
  const problems: FieldErrors = Object.fromEntries(found.map(([path, problem]) => [path, say.problem(problem)]))
  for (const { name, optional } of NUMBERS) {
    const range = ROUTE_LIMITS[name]
    if (!(optional && draft[name].trim() === '') && !isWhole(draft[name], range)) problems[name] = say.range(range)
  }
  if (draft.cors.on && !isWhole(draft.cors.maxAgeSeconds, ROUTE_LIMITS.corsMaxAgeSeconds)) {
    problems['cors.maxAgeSeconds'] = say.range(ROUTE_LIMITS.corsMaxAgeSeconds)
  }
  return problems
}
