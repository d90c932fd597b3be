/** What the browser remembers for this person; null when nothing is kept or storage is forbidden. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`gatehouse.${name}`)
  } catch {
    return null
  }
}

/** Keeps a value, or forgets it with null. A browser that forbids storage just forgets at the next visit. */
export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`gatehouse.${name}`)
    else localStorage.setItem(`gatehouse.${name}`, value)
  } catch {
    // Forbidden storage costs a preference, never the page.
  }
}
