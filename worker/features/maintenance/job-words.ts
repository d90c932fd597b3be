import type { JsonObject } from '../../platform/lib/json/json.ts'

/** What a figure of a result counts, one and several of it. */
const COUNTED: Record<string, [one: string, several: string]> = {
  removed: ['row removed', 'rows removed'],
  archives: ['archive written', 'archives written'],
  closed: ['day summed up', 'days summed up'],
  resolved: ['alert resolved', 'alerts resolved'],
  keys: ['key looked at', 'keys looked at'],
  rotated: ['key rotated', 'keys rotated'],
  told: ['alert told', 'alerts told'],
  sent: ['mail sent', 'mails sent'],
  failed: ['mail could not be sent', 'mails could not be sent'],
  resealed: ['sealed value renewed', 'sealed values renewed'],
  stillOld: ['sealed value needs an older data key', 'sealed values need an older data key'],
  published: ['alert published', 'alerts published'],
  folded: ['name folded', 'names folded'],
}

const figure = new Intl.NumberFormat('en')

/** The error's name where a run failed, else null. */
export const failureOf = (result: JsonObject | null): string | null =>
  typeof result?.failed === 'string' ? result.failed : null

/**
 * What a run came to, in a sentence or two. `figures`: whether how much it was may be told, which is of all organisations
 * together.
 */
export function tellResult(result: JsonObject | null, figures: boolean): string {
  const failure = failureOf(result)
  if (failure !== null) return `It failed (${failure}) and is tried again each minute. The log of the Worker says more.`
  if (result === null) return 'Done.'
  const kept = Number(result.kept ?? 0)
  const counted = Object.entries(COUNTED).flatMap(([name, [one, several]]) => {
    const count = Number(result[name] ?? 0)
    return count > 0 ? [`${figure.format(count)} ${count === 1 ? one : several}`] : []
  })
  const done = counted.length === 0 ? 'Nothing was to be done.' : figures ? `${counted.join(', ')}.` : 'Done.'
  const note = 'Nothing was removed where an archive is wanted: no bucket is bound to hold it.'
  return kept > 0 ? (counted.length === 0 ? note : `${done} ${note}`) : done
}
