import type { EventTypeInfo } from '../../../../client/src/generated.ts'
import { patternCovers } from '../../../../contract/event-pattern.ts'
import { fold } from '../../../../contract/fold.ts'

export type EventLine = { pattern: string; hint: string }

export type EventGroup = {
  category: string
  /** `user.*`, for words that more than one event begins with. */
  wildcards: { pattern: string; prefix: string }[]
  events: EventLine[]
}

/** The events by category in the catalog's order; what is chosen without being in it comes last, in `other`. */
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
  return [...known, { category: other.category, wildcards: [], events }]
}

function wildcardsOf(events: readonly EventLine[]) {
  const prefixes = events.map(({ pattern }) => pattern.split('.')[0] ?? '')
  return [...new Set(prefixes)]
    .filter((prefix) => prefixes.indexOf(prefix) !== prefixes.lastIndexOf(prefix))
    .map((prefix) => ({ prefix, pattern: `${prefix}.*` }))
}

/** The groups with only what a search asks for. A wildcard stays with the events it covers. */
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

/** The chosen pattern, other than itself, that already covers this one; undefined when there is none. */
export const coveredBy = (pattern: string, chosen: readonly string[]) =>
  chosen.find((one) => one !== pattern && patternCovers(one, pattern))

/** What is chosen after adding: whatever the new ones cover is left out, for it would say nothing more. */
export function withPatterns(chosen: readonly string[], added: readonly string[]): string[] {
  const all = [...new Set([...chosen, ...added])]
  return all.filter((pattern) => coveredBy(pattern, all) === undefined)
}
