import { redactText } from './redact.ts'
import { secretNames } from './secret-names.ts'

const secrets = { isName: secretNames([]) }

/** Cache of texts without secrets: most calls have the same IP address and client as an earlier one. */
const clean = new Set<string>()
const MAX_CLEAN = 1000

/** An IP address or the name of a client with secrets redacted: callers control these texts. */
export function redactLine(text: string): string {
  if (clean.has(text)) return text
  const redacted = redactText(text, secrets)
  if (redacted !== text) return redacted
  if (clean.size >= MAX_CLEAN) clean.clear()
  clean.add(text)
  return text
}
