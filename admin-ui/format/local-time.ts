/** A moment (ms since 1970) where the person is, as an <input type="datetime-local"> has it. */
export function localTimeOf(at: number): string {
  const date = new Date(at)
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** The instant (ISO 8601) that such a field means; null where it is empty. */
export const instantOf = (local: string): string | null => (local ? new Date(local).toISOString() : null)
