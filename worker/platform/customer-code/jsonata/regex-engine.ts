import { compileSafeRegex, type SafeRegex } from '../../lib/regex/safe-regex.ts'
import type { Evaluation } from './evaluation.ts'
import { Refused } from './refused.ts'

/**
 * The class that JSONata uses as RegExp: its expressions run in linear time, charged to the evaluation. Each pattern is
 * compiled once per evaluation.
 */
export function regexEngineFor(evaluation: Evaluation) {
  const known = new Map<string, SafeRegex>()
  const compiled = (pattern: RegExp): SafeRegex => {
    const name = String(pattern)
    const found = known.get(name)
    if (found) return found
    const made = compileSafeRegex(pattern.source, pattern.flags)
    if (!made.ok) throw new Refused(`cannot use the pattern ${name.slice(0, 100)}: it ${made.message}`)
    evaluation.charge(1000 + 4 * (pattern.source.length + made.regex.size))
    known.set(name, made.regex)
    return made.regex
  }
  return class BoundedRegex {
    lastIndex = 0
    readonly #regex: SafeRegex

    constructor(pattern: RegExp) {
      this.#regex = compiled(pattern)
    }

    exec(text: unknown): RegExpExecArray | null {
      const subject = String(text)
      evaluation.charge(20)
      const found =
        this.lastIndex > subject.length ? null : this.#regex.exec(subject, evaluation.budget, this.lastIndex)
      this.lastIndex = found ? found.index + found[0].length : 0
      return found
    }
  }
}
