import type { WorkBudget } from '../budget/work-budget.ts'
import { type CharacterTest, classTest, type Instruction, type RegexProgram } from './program.ts'

/** Steps for one call of the platform's regex engine for one character. */
const NATIVE_TEST = 4

export type RunOptions = {
  multiline: boolean
  unicode: boolean
  ignoreCase: boolean
  /** Whether a match must begin at `from`. */
  sticky: boolean
  /** Whether the positions of groups are needed. Without them a run ends at the first match of any length. */
  captures: boolean
}

type Thread = { pc: number; slots: readonly number[] }

/**
 * Runs a program on a text: all alternatives in parallel, with the priorities of a backtracking engine (Thompson 1968,
 * Pike 1987). For each character each instruction runs at most once per nesting level of loops that can match the empty
 * string, so the time is bounded by the size of the program times the length of the text. Each step is charged. Returns
 * the positions of the groups (start, end; -1 if unset), or null. Throws WorkExceeded.
 */
export function runProgram(
  program: RegexProgram,
  text: string,
  from: number,
  budget: WorkBudget,
  options: RunOptions,
): readonly number[] | null {
  const machine = new Machine(program, text, options)
  let threads: Thread[] = []
  let found: readonly number[] | null = null
  for (let at = from; at <= text.length; ) {
    if (found === null && (!options.sticky || at === from)) machine.follow({ pc: 0, slots: machine.blank }, at, threads)
    if (threads.length === 0 && (found !== null || options.sticky)) break
    const code = codeAt(text, at, options.unicode)
    const next = at + (code > 0xffff ? 2 : 1)
    const following: Thread[] = []
    machine.advance()
    for (const thread of threads) {
      const instruction = program.code[thread.pc]
      if (instruction?.op === 'match') {
        found = thread.slots
        break
      }
      if (instruction?.op !== 'character' || code < 0) continue
      machine.steps += instruction.test.isNative(code) ? NATIVE_TEST : 1
      if (instruction.test.matches(code)) machine.follow({ pc: thread.pc + 1, slots: thread.slots }, next, following)
    }
    budget.charge(machine.steps + 1)
    machine.steps = 0
    if (found !== null && !options.captures) break
    threads = following
    at = next
  }
  return found
}

/** The character code at a position, or -1 at the end. */
const codeAt = (text: string, at: number, unicode: boolean): number =>
  at >= text.length ? -1 : ((unicode ? text.codePointAt(at) : text.charCodeAt(at)) ?? -1)

class Machine {
  readonly blank: readonly number[]
  /** Steps taken since the last charge. */
  steps = 0
  readonly #program: RegexProgram
  readonly #text: string
  readonly #options: RunOptions
  readonly #word: CharacterTest
  /** By instruction and level: the generation in which it last ran. */
  readonly #seen: Uint32Array
  #generation = 1
  readonly #stack: { pc: number; fresh: number; slots: readonly number[] }[] = []

  constructor(program: RegexProgram, text: string, options: RunOptions) {
    this.#program = program
    this.#text = text
    this.#options = options
    this.#seen = new Uint32Array(program.code.length * (program.levels + 1))
    this.steps = this.#seen.length >> 4
    this.blank = options.captures ? new Array<number>(program.slots).fill(-1) : []
    this.#word = options.ignoreCase && options.unicode ? WORD_FOLDED : WORD
  }

  /** Moves to the next character. */
  advance(): void {
    this.#generation++
  }

  /**
   * Follows a thread through all instructions that consume nothing, and adds it where it reaches a character or the
   * end. `fresh` is the outermost level whose iteration began at this position; an iteration that ends while fresh is
   * dropped, because it consumed nothing. Consuming a character resets `fresh`, so the state after a character does not
   * depend on it.
   */
  follow(thread: Thread, at: number, threads: Thread[]): void {
    const { code, levels } = this.#program
    const stack = this.#stack
    stack.push({ ...thread, fresh: levels })
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const { pc, fresh, slots } = top
      const instruction = code[pc]
      if (instruction === undefined) continue
      const isStop = instruction.op === 'character' || instruction.op === 'match'
      const state = pc * (levels + 1) + (isStop ? levels : fresh)
      this.steps++
      if (this.#seen[state] === this.#generation) continue
      this.#seen[state] = this.#generation
      if (isStop) threads.push({ pc, slots })
      else this.#step(instruction, pc, fresh, slots, at)
    }
  }

  #step(instruction: Instruction, pc: number, fresh: number, slots: readonly number[], at: number): void {
    const stack = this.#stack
    switch (instruction.op) {
      case 'split':
        stack.push({ pc: instruction.second, fresh, slots }, { pc: instruction.first, fresh, slots })
        return
      case 'jump':
        stack.push({ pc: instruction.to, fresh, slots })
        return
      case 'save':
        stack.push({ pc: pc + 1, fresh, slots: this.#written(slots, instruction.slot, instruction.slot + 1, at) })
        return
      case 'clear':
        stack.push({ pc: pc + 1, fresh, slots: this.#written(slots, instruction.from, instruction.to, -1) })
        return
      case 'assert':
        if (this.#holds(instruction.test, at)) stack.push({ pc: pc + 1, fresh, slots })
        return
      case 'enter':
        stack.push({ pc: pc + 1, fresh: Math.min(fresh, instruction.level), slots })
        return
      case 'progress':
        if (fresh > instruction.level) stack.push({ pc: pc + 1, fresh: this.#program.levels, slots })
    }
  }

  #written(slots: readonly number[], from: number, to: number, value: number): readonly number[] {
    if (!this.#options.captures) return slots
    this.steps += slots.length >> 3
    return slots.slice().fill(value, from, to)
  }

  #holds(test: Extract<Instruction, { op: 'assert' }>['test'], at: number): boolean {
    const text = this.#text
    switch (test) {
      case 'start':
        return at === 0 || (this.#options.multiline && isLineEnd(text.charCodeAt(at - 1)))
      case 'end':
        return at === text.length || (this.#options.multiline && isLineEnd(text.charCodeAt(at)))
      case 'boundary':
        return this.#isWord(at - 1) !== this.#isWord(at)
      case 'inside':
        return this.#isWord(at - 1) === this.#isWord(at)
    }
  }

  #isWord(at: number): boolean {
    return at >= 0 && at < this.#text.length && this.#word.matches(this.#text.charCodeAt(at))
  }
}

const WORD = classTest('\\w', '')
const WORD_FOLDED = classTest('\\w', 'iu')

/** LineTerminator of ECMA-262. */
const isLineEnd = (code: number): boolean => code === 10 || code === 13 || code === 0x2028 || code === 0x2029
