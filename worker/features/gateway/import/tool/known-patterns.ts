import { compileSafeRegex } from '../../../../platform/lib/regex/safe-regex.ts'

/** Compiling a pattern takes up to a few ms. */
const MAX_PATTERNS = 300

/** Which patterns of one import may be used. */
export class KnownPatterns {
  readonly #known = new Map<string, boolean>()

  isSafe(pattern: string): boolean {
    const known = this.#known.get(pattern)
    if (known !== undefined) return known
    if (this.#known.size >= MAX_PATTERNS) return false
    const isSafe = compileSafeRegex(pattern, 'u').ok || compileSafeRegex(pattern).ok
    this.#known.set(pattern, isSafe)
    return isSafe
  }
}
