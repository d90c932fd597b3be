/** A moment (ms since 1970) in local time, as the value of an <input type="datetime-local">. */
export function localTimeOf(at: number): string {
  const date = new Date(at)
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** The instant (ISO 8601) of such a value; null if it is empty. */
export const instantOf = (local: string): string | null => (local ? new Date(local).toISOString() : null)
