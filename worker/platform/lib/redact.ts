const KEY = /\b([a-z][a-z0-9]{0,9}_(?:live|test)_[0-9A-Za-z]{3})[0-9A-Za-z]{7,}/g

/** The text with each key in it cut to the prefix that lists show. */
export const redactKeys = (text: string): string =>
  // Most texts contain no key, and this check is much faster than the pattern.
  text.includes('_live_') || text.includes('_test_') ? text.replace(KEY, '$1...') : text

/** The text without one given credential that has no recognizable format, in plain form and as encoded in a URL. */
export function redactCredential(text: string, credential: string | undefined): string {
  if (credential === undefined) return text
  return text.replaceAll(credential, '...').replaceAll(encodeURIComponent(credential), '...')
}
