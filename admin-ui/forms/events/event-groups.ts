import type { EventTypeInfo } from '../../../client/src/generated.ts'
import { patternCovers } from '../../../contract/events.data.ts'
import { fold } from '../../../contract/lib/fold.ts'

export type EventLine = { pattern: string; hint: string }

export type EventGroup = {
  category: string
  /** `user.*`, for prefixes that more than one event type has. */
  wildcards: { pattern: string; prefix: string }[]
  events: EventLine[]
}

/**
 * Event types by category in the catalog's order; selected patterns that are not in the catalog come first, in `other`.
 */
export function groupEvents(
  types: readonly EventTypeInfo[],
  chosen: readonly string[],
  other: { category: string; hint: string },
): EventGroup[] {
  const groups = new Map<string, EventLine[]>()
  for (const { type, category, description } of types) {
    const lines = groups.get(category) ?? []
    groups.set(category, lines)
    lines.push({ pattern: type, hint: description })
  }
  const known = [...groups].map(([category, events]) => ({ category, wildcards: wildcardsOf(events), events }))
  const offered = new Set(known.flatMap(({ wildcards, events }) => [...wildcards, ...events]).map((one) => one.pattern))
  const rest = chosen.filter((pattern) => pattern !== '*' && !offered.has(pattern))
  if (rest.length === 0) return known
  const events = rest.map((pattern) => ({ pattern, hint: other.hint }))
  return [{ category: other.category, wildcards: [], events }, ...known]
}

function wildcardsOf(events: readonly EventLine[]) {
  const prefixes = events.map(({ pattern }) => pattern.split('.')[0] ?? '')
  return [...new Set(prefixes)]
    .filter((prefix) => prefixes.indexOf(prefix) !== prefixes.lastIndexOf(prefix))
    .map((prefix) => ({ prefix, pattern: `${prefix}.*` }))
}

/** The groups reduced to the matches of a search. A wildcard is kept with the event types it covers. */
export function searchEvents(groups: readonly EventGroup[], text: string): EventGroup[] {
  const wanted = fold(text.trim())
  if (!wanted) return [...groups]
  return groups
    .map((group) => {
      const events = group.events.filter(({ pattern, hint }) =>
        fold(`${pattern} ${hint} ${group.category}`).includes(wanted),
      )
      const wildcards = group.wildcards.filter((one) =>
        events.some((event) => patternCovers(one.pattern, event.pattern)),
      )
      return { ...group, events, wildcards }
    })
    .filter((group) => group.events.length > 0)
}

/** A selected pattern, other than this one, that already covers it; undefined if there is none. */
export const coveredBy = (pattern: string, chosen: readonly string[]) =>
  chosen.find((one) => one !== pattern && patternCovers(one, pattern))

/** The selection after adding patterns: those that the new ones cover are removed, because they are redundant. */
export function withPatterns(chosen: readonly string[], added: readonly string[]): string[] {
  const all = [...new Set([...chosen, ...added])]
  return all.filter((pattern) => coveredBy(pattern, all) === undefined)
}
