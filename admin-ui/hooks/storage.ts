/** Reads a value from local storage; null if there is none or storage is blocked. */
export function readStored(name: string): string | null {
  try {
    return localStorage.getItem(`gatehouse.${name}`)
  } catch {
    return null
  }
}

/** Stores a value, or removes it with null. If storage is blocked, the value is lost with the page. */
export function writeStored(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`gatehouse.${name}`)
    else localStorage.setItem(`gatehouse.${name}`, value)
  } catch {
    // Blocked storage loses a preference, but must not break the page.
  }
}
