import { closeJson } from './close-json.ts'
import { decoded, redactQuery, redactText, type Secrets } from './redact.ts'

export type BodyKind = 'json' | 'form' | 'text'

/**
 * Redacts a body, or the first part of a longer one (`whole` false). Of a part, the last word is left out: it may be
 * half a secret, which no pattern would recognize. JSON stays JSON.
 */
export function redactBody(piece: string, kind: BodyKind, whole: boolean, secrets: Secrets): string {
  if (kind === 'form') return redactQuery(whole ? piece : piece.slice(0, Math.max(0, piece.lastIndexOf('&'))), secrets)
  if (whole) return redactText(piece, secrets)
  if (kind === 'json') {
    const closed = closeJson(piece)
    if (isJson(closed)) return redactText(closed, secrets)
  }
  return redactText(withoutTail(decoded(piece)), secrets)
}

const ENDS_WORD = /[\s"'<>{}()[\],;&|\\]/
const IN_NUMBER = /[\d .-]/

/** A text without its last word, and without groups of digits before it: they may be the beginning of a card number. */
function withoutTail(piece: string): string {
  let end = piece.length
  while (end > 0 && !ENDS_WORD.test(piece.charAt(end - 1))) end--
  while (end > 0 && IN_NUMBER.test(piece.charAt(end - 1))) end--
  return piece.slice(0, end)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
