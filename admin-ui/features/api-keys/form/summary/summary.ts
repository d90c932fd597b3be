import { type ScopeGroup, scopeCovers } from '../../../../../contract/scopes.data.ts'

/** A label of the catalog such as "Read Posts", in the middle of a sentence: API and OAuth stay as they are. */
const lower = (text: string) =>
  text
    .split(' ')
    .map((word) => (/^.[A-Z]/.test(word) ? word : word.toLowerCase()))
    .join(' ')

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The labels of scopes as their verb and their object: "Read Posts" is `['read', 'posts']`. */
function parted(label: string): [verb: string, object: string] {
  const [verb = '', ...object] = lower(label).split(' ')
  return [verb, object.join(' ')]
}

/** Groups pairs by their first part, in the order of its first appearance. */
function grouped(pairs: readonly (readonly [string, string])[]): [string, string[]][] {
  const groups = new Map<string, string[]>()
  for (const [name, item] of pairs) groups.set(name, [...(groups.get(name) ?? []), item])
  return [...groups]
}

/**
 * What scopes allow, a line per object: "Read, write and edit posts".
 * @param list joins words, such as `formatList`
 */
export function canLines(
  scopes: readonly string[],
  groups: readonly ScopeGroup[],
  list: (items: string[]) => string,
): string[] {
  const covered = groups
    .flatMap((group) => group.scopes)
    .filter(({ scope }) => scope !== '*' && scopes.some((held) => scopeCovers(held, scope)))
  const byObject = grouped(
    covered.map(({ label }) => {
      const [verb, object] = parted(label)
      return [object, verb] as const
    }),
  )
  const known = new Set(covered.map(({ scope }) => scope))
  const unknown = scopes.filter((scope) => scope !== '*' && !known.has(scope) && !scope.endsWith(':*'))
  return [...byObject.map(([object, verbs]) => capital(`${list(verbs)} ${object}`.trim())), ...unknown]
}

/** Objects that a line names; the others are counted. */
const NAMED = 4

/**
 * What scopes do not allow of what changes something, a line per verb: "Delete users and posts". Reading is left out: it
 * would be a long list of little interest.
 * @param more names how many objects are not named
 */
export function cannotLines(
  scopes: readonly string[],
  groups: readonly ScopeGroup[],
  list: (items: string[]) => string,
  more: (count: number) => string,
): string[] {
  const missing = groups
    .flatMap((group) => group.scopes)
    .filter(({ scope }) => scope !== '*' && !scope.endsWith(':read'))
    .filter(({ scope }) => !scopes.some((held) => scopeCovers(held, scope)))
  return grouped(missing.map(({ label }) => parted(label))).map(([verb, objects]) => {
    const rest = objects.length - NAMED
    const named = rest > 1 ? [...objects.slice(0, NAMED), more(rest)] : objects
    return capital(`${verb} ${list(named)}`.trim())
  })
}

/** After how many minutes at full speed the limit of an hour is used up; null if it cannot be, or only at its end. */
export function minutesUntilUsed({
  perMinute,
  perHour,
}: {
  perMinute: number | null
  perHour: number | null
}): number | null {
  if (perMinute === null || perHour === null || perMinute <= 0) return null
  const minutes = Math.ceil(perHour / perMinute)
  return minutes < 60 ? Math.max(1, minutes) : null
}
