import type { WorkBudget } from '../budget/work-budget.ts'
import { runProgram } from './machine.ts'
import { compileProgram, type RegexProgram } from './program.ts'
import { type ParsedRegex, parseRegex, UnsupportedRegex } from './syntax.ts'

/** Maximum length of a pattern, in UTF-16 units. */
export const MAX_PATTERN_LENGTH = 1000

/** A compiled pattern, or its error as a phrase that follows the field's name ("must not use ..."). */
export type CompiledRegex = { ok: true; regex: SafeRegex } | { ok: false; message: string }

/**
 * Compiles a customer's regular expression, with the syntax and meaning of ECMAScript. It runs in time proportional to
 * the length of the text, whatever the pattern is. Refused: backreferences, lookaround, flags other than g, i, m, s, u
 * and y, and patterns that are too large. Compiling takes at most a few ms, so compile outside of loops.
 */
export function compileSafeRegex(source: string, flags = ''): CompiledRegex {
  if (source.length > MAX_PATTERN_LENGTH) {
    return { ok: false, message: `must have at most ${MAX_PATTERN_LENGTH} characters` }
  }
  const unknown = flags.replace(/[gimsuy]/g, '')
  if (unknown !== '') return { ok: false, message: `must not use the flags ${unknown}` }
  try {
    // Only to check the syntax; it is never run.
    new RegExp(source, flags)
  } catch (error) {
    return {
      ok: false,
      message: `is not a regular expression: ${error instanceof Error ? error.message : 'unreadable'}`,
    }
  }
  try {
    const parsed = parseRegex(source, flags.includes('u'))
    return { ok: true, regex: new SafeRegex(source, flags, parsed, compileProgram(parsed, flags)) }
  } catch (error) {
    if (error instanceof UnsupportedRegex) return { ok: false, message: error.message }
    throw error
  }
}

/** A regular expression with bounded and charged time. It is stateless: callers handle `g` and `lastIndex`. */
export class SafeRegex {
  readonly source: string
  readonly flags: string
  /** Instructions, times nesting levels of empty loops: the maximum steps per character. */
  readonly size: number
  readonly #parsed: ParsedRegex
  readonly #program: RegexProgram

  constructor(source: string, flags: string, parsed: ParsedRegex, program: RegexProgram) {
    this.source = source
    this.flags = flags
    this.size = program.code.length * (program.levels + 1)
    this.#parsed = parsed
    this.#program = program
  }

  /**
   * Whether the text contains a match. Charges at most about `size` times the length of the text. Throws WorkExceeded.
   */
  test(text: string, budget: WorkBudget): boolean {
    return this.#run(text, budget, 0, false) !== null
  }

  /**
   * The first match at or after `from`, in the form of RegExp's `exec`. Charges as `test` does. Throws WorkExceeded.
   */
  exec(text: string, budget: WorkBudget, from = 0): RegExpExecArray | null {
    const slots = this.#run(text, budget, from, true)
    if (slots === null) return null
    budget.charge(slots.length)
    const groupAt = (index: number) => {
      const start = slots[2 * index] ?? -1
      const end = slots[2 * index + 1] ?? -1
      return start < 0 || end < 0 ? undefined : text.slice(start, end)
    }
    const captured: (string | undefined)[] = []
    for (let index = 0; index <= this.#parsed.groups; index++) captured.push(groupAt(index))
    return Object.assign(captured, {
      index: slots[0] ?? 0,
      input: text,
      groups: this.#groupsBy(groupAt),
    }) as RegExpExecArray
  }

  #groupsBy(groupAt: (index: number) => string | undefined): Record<string, string | undefined> | undefined {
    if (this.#parsed.names.length === 0) return undefined
    const groups: Record<string, string | undefined> = Object.create(null)
    // Of two groups with the same name, at most one took part in the match.
    for (const [name, index] of this.#parsed.names) groups[name] = groupAt(index) ?? groups[name]
    return groups
  }

  #run(text: string, budget: WorkBudget, from: number, captures: boolean): readonly number[] | null {
    const { flags } = this
    return runProgram(this.#program, text, from, budget, {
      multiline: flags.includes('m'),
      unicode: flags.includes('u'),
      ignoreCase: flags.includes('i'),
      sticky: flags.includes('y'),
      captures,
    })
  }
}

/** Thrown by the constructor of the class below for a pattern that cannot be used. The message is for the author. */
export class RegexRefused extends Error {}

/**
 * A replacement for the class RegExp that charges one budget, with the members that libraries use: constructor, `exec`,
 * `test`, `lastIndex`, `source`, `flags`. JSONata takes such a class as its option `RegexEngine`. The constructor
 * throws RegexRefused for a pattern that cannot be used; running throws WorkExceeded.
 */
export function safeRegExpClass(budget: WorkBudget) {
  return class SafeRegExp {
    lastIndex = 0
    readonly source: string
    readonly flags: string
    readonly #regex: SafeRegex

    constructor(pattern: RegExp | string, flags?: string) {
      this.source = typeof pattern === 'string' ? pattern : pattern.source
      this.flags = flags ?? (typeof pattern === 'string' ? '' : pattern.flags)
      const compiled = compileSafeRegex(this.source, this.flags)
      if (!compiled.ok) throw new RegexRefused(`The pattern /${this.source.slice(0, 100)}/ ${compiled.message}`)
      this.#regex = compiled.regex
      budget.charge(this.source.length + compiled.regex.size)
    }

    exec(text: string): RegExpExecArray | null {
      const isStateful = /[gy]/.test(this.flags)
      const from = isStateful ? this.lastIndex : 0
      const found = from > text.length ? null : this.#regex.exec(text, budget, from)
      if (isStateful) this.lastIndex = found ? found.index + found[0].length : 0
      return found
    }

    test(text: string): boolean {
      return this.exec(text) !== null
    }
  }
}
