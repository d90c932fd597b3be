import type { Config } from '../../../platform/env.ts'
import { decoded } from '../../../platform/redaction/redact.ts'
import { KEY_TAIL, readKey } from './key-format.ts'

/** Maximum number of candidates per input whose checksum is verified; each costs one HMAC per pepper. */
const MAX_CHECKED = 1000

/** Message of the 422 for a field that holds a key. It must not repeat the field's value. */
export const HOLDS_A_KEY =
  'must not hold an API key: people would read it in lists, exports and the audit log. Take it out, and regenerate that key if others may have seen it'

type Keyed = Pick<Config, 'keyPrefix' | 'peppers'>

/**
 * The paths, such as `metadata.note` or `tags.0`, of all strings in `value` that contain a whole API key of this
 * installation: plain or percent-encoded, alone or within other text. Names of members count too. The checksum decides,
 * so a string that only looks like a key is not reported. `mayHold` names the fields where a key is allowed.
 */
export function findKeys(config: Keyed, value: unknown, mayHold?: (path: string) => boolean): string[] {
  const budget = { left: MAX_CHECKED }
  return pathsOfTexts(value, (text) => holdsKey(config, text, budget), mayHold)
}

/** The paths of all strings in a value, and of objects with member names, for which `holds` is true. */
export function pathsOfTexts(
  value: unknown,
  holds: (text: string) => boolean,
  mayHold: (path: string) => boolean = () => false,
): string[] {
  const found: string[] = []
  const walk = (one: unknown, path: string): void => {
    if (typeof one === 'string') {
      if (holds(one) && !mayHold(path)) found.push(path)
      return
    }
    if (typeof one !== 'object' || one === null) return
    for (const [name, field] of Object.entries(one)) {
      // Not the path of the member: it would contain the name, and paths are shown.
      if (holds(name)) found.push(path)
      else walk(field, path === '' ? name : `${path}.${name}`)
    }
  }
  walk(value, '')
  return found
}

/** Whether a text contains a whole key. `budget`: how many more candidates may be verified. */
export function holdsKey(config: Keyed, text: string, budget: { left: number }): boolean {
  // Most strings are too short to contain a key.
  if (text.length < config.keyPrefix.length + KEY_TAIL) return false
  const plain = text.includes('%') ? decoded(text) : text
  return (
    startsKey(config, plain, `${config.keyPrefix}_live_`, budget) ||
    startsKey(config, plain, `${config.keyPrefix}_test_`, budget)
  )
}

/** Whether the text contains a key that begins with `start`. */
function startsKey({ keyPrefix, peppers }: Keyed, text: string, start: string, budget: { left: number }): boolean {
  for (let at = text.indexOf(start); at !== -1; at = text.indexOf(start, at + 1)) {
    const candidate = text.slice(at, at + keyPrefix.length + KEY_TAIL)
    if (!LOOKS_WHOLE.test(candidate)) continue
    if (budget.left-- <= 0) return false
    if (readKey(keyPrefix, candidate, peppers)) return true
  }
  return false
}

const LOOKS_WHOLE = /_[0-9A-Za-z]{48}$/
