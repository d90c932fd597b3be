import { redactText } from './redact.ts'
import { secretNames } from './secret-names.ts'

const secrets = { isName: secretNames([]) }

/** Texts without secrets that were looked through: most calls come with the address and the client of another one. */
const clean = new Set<string>()
const MAX_CLEAN = 1000

/** An address or the name of a client without secrets, whoever puts one where none belongs. */
export function redactLine(text: string): string {
  if (clean.has(text)) return text
  const redacted = redactText(text, secrets)
  if (redacted !== text) return redacted
  if (clean.size >= MAX_CLEAN) clean.clear()
  clean.add(text)
  return text
}
