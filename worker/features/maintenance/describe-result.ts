import type { JsonObject } from '../../platform/lib/json/json.ts'
import type { AnyJob } from '../../platform/scheduler/job.ts'

const figure = new Intl.NumberFormat('en')

/** The name of the error with which a run failed, else null. */
export const failureOf = (result: JsonObject | null): string | null =>
  typeof result?.failed === 'string' ? result.failed : null

/**
 * The result of a run in one or two sentences, with the labels that its job declares. `amounts`: whether numbers may be
 * shown; they cover all organizations together.
 */
export function describeResult(
  figures: AnyJob['figures'],
  result: JsonObject | null,
  { amounts }: { amounts: boolean },
): string {
  const failure = failureOf(result)
  if (failure !== null) return `It failed (${failure}) and is tried again each minute. The log of the Worker says more.`
  if (result === null) return 'Done.'
  const shown = Object.entries(figures).flatMap(([name, words]) => {
    const count = Number(result[name] ?? 0)
    return count > 0 && words !== null ? [{ count, words }] : []
  })
  const counted = shown.flatMap(({ count, words }) =>
    'note' in words ? [] : [`${figure.format(count)} ${count === 1 ? words[0] : words[1]}`],
  )
  const notes = shown.flatMap(({ words }) => ('note' in words ? [words.note] : []))
  const done = counted.length === 0 ? 'Nothing was to be done.' : amounts ? `${counted.join(', ')}.` : 'Done.'
  return (counted.length === 0 && notes.length > 0 ? notes : [done, ...notes]).join(' ')
}
