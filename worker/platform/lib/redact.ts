const KEY = /\b([a-z][a-z0-9]{0,9}_(?:live|test)_[0-9A-Za-z]{3})[0-9A-Za-z]{7,}/g

/** The text with every key in it cut down to the prefix that lists show: whoever puts a key where none belongs. */
export const redactKeys = (text: string): string =>
  // Most texts hold none, which this tells much faster than the pattern.
  text.includes('_live_') || text.includes('_test_') ? text.replace(KEY, '$1...') : text

/** The text without a credential that has no form to tell it by, as it was presented or as an address writes it. */
export function redactCredential(text: string, credential: string | undefined): string {
  if (credential === undefined) return text
  return text.replaceAll(credential, '...').replaceAll(encodeURIComponent(credential), '...')
}
