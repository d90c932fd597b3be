import { type Assertion, isNullable, type ParsedRegex, type RegexNode, UnsupportedRegex } from './syntax.ts'

/** Whether a character, given as its code, belongs to a class. */
export type CharacterTest = { matches: (code: number) => boolean; isNative: (code: number) => boolean }

export type Instruction =
  | { op: 'character'; test: CharacterTest }
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { op: 'save'; slot: number }
  | { op: 'clear'; from: number; to: number }
  | { op: 'assert'; test: Assertion }
  /** Starts an iteration of a loop whose body can match the empty string. `level` is its depth among such loops. */
  | { op: 'enter'; level: number }
  /** Ends the iteration: an optional one that consumed nothing does not count (ECMA-262, RepeatMatcher). */
  | { op: 'progress'; level: number }
  | { op: 'match' }

export type RegexProgram = { code: Instruction[]; levels: number; slots: number }

/** Maximum number of instructions, times the nesting levels of loops that can match the empty string. */
const MAX_SIZE = 5000
/** Classes are tested one character at a time by the platform's regex engine, which has to compile each. */
const MAX_CLASSES = 200
const MAX_PROPERTIES = 20

/** Compiles a tree to a program. Throws UnsupportedRegex if the program would be too large. */
export function compileProgram(regex: ParsedRegex, flags: string): RegexProgram {
  const compiler = new Compiler(flags.replace(/[gym]/g, ''))
  compiler.emitNode({ kind: 'group', index: 0, body: regex.root }, 0)
  compiler.emit({ op: 'match' })
  return { code: compiler.code, levels: compiler.levels, slots: 2 * (regex.groups + 1) }
}

class Compiler {
  readonly code: Instruction[] = []
  readonly flags: string
  levels = 0
  #copies = 0
  #classes = new Map<string, CharacterTest>()
  #properties = 0

  constructor(flags: string) {
    this.flags = flags
  }

  emit(instruction: Instruction): number {
    this.code.push(instruction)
    this.#checkSize()
    return this.code.length - 1
  }

  emitNode(node: RegexNode, level: number): void {
    switch (node.kind) {
      case 'character':
        this.emit({ op: 'character', test: this.#testOf(node) })
        return
      case 'assertion':
        this.emit({ op: 'assert', test: node.test })
        return
      case 'sequence':
        for (const part of node.parts) this.emitNode(part, level)
        return
      case 'group':
        if (node.index !== null) this.emit({ op: 'save', slot: 2 * node.index })
        this.emitNode(node.body, level)
        if (node.index !== null) this.emit({ op: 'save', slot: 2 * node.index + 1 })
        return
      case 'choice':
        this.#emitChoice(node.options, level)
        return
      case 'repeat':
        this.#emitRepeat(node, level)
    }
  }

  #emitChoice(options: RegexNode[], level: number): void {
    const ends: number[] = []
    for (const [index, option] of options.entries()) {
      if (index === options.length - 1) {
        this.emitNode(option, level)
        continue
      }
      const split = this.emit({ op: 'split', first: this.code.length + 1, second: -1 })
      this.emitNode(option, level)
      ends.push(this.emit({ op: 'jump', to: -1 }))
      this.code[split] = { op: 'split', first: split + 1, second: this.code.length }
    }
    for (const end of ends) this.code[end] = { op: 'jump', to: this.code.length }
  }

  #emitRepeat(node: Extract<RegexNode, { kind: 'repeat' }>, level: number): void {
    for (let copy = 0; copy < node.min; copy++) this.#emitBody(node, level)
    const inner = isNullable(node.body) ? level + 1 : level
    this.levels = Math.max(this.levels, inner)
    const splits: number[] = []
    const optional = node.max === Infinity ? 1 : node.max - node.min
    for (let copy = 0; copy < optional; copy++) {
      splits.push(this.emit({ op: 'jump', to: -1 }))
      if (inner > level) this.emit({ op: 'enter', level })
      this.#emitBody(node, inner)
      if (inner > level) this.emit({ op: 'progress', level })
    }
    const [loop] = splits
    if (node.max === Infinity && loop !== undefined) this.emit({ op: 'jump', to: loop })
    const exit = this.code.length
    for (const at of splits) {
      this.code[at] = node.lazy
        ? { op: 'split', first: exit, second: at + 1 }
        : { op: 'split', first: at + 1, second: exit }
    }
  }

  #emitBody(node: Extract<RegexNode, { kind: 'repeat' }>, level: number): void {
    // A body without instructions counts too; otherwise nested `(?:){1000}` would run forever.
    this.#copies++
    this.#checkSize()
    if (node.firstGroup < node.endGroup) this.emit({ op: 'clear', from: 2 * node.firstGroup, to: 2 * node.endGroup })
    this.emitNode(node.body, level)
  }

  #checkSize(): void {
    if ((this.code.length + this.#copies) * (this.levels + 1) > MAX_SIZE) {
      throw new UnsupportedRegex('is too large: repeat fewer times, or nest less')
    }
  }

  #testOf({ source, code }: Extract<RegexNode, { kind: 'character' }>): CharacterTest {
    const known = this.#classes.get(source)
    if (known) return known
    const isPlain = code !== null && !this.flags.includes('i')
    if (!isPlain) this.#properties += source.split(/\\[pP]\{/).length - 1
    if (this.#properties > MAX_PROPERTIES) {
      throw new UnsupportedRegex(`must not use more than ${MAX_PROPERTIES} Unicode properties`)
    }
    const test = isPlain
      ? { matches: (other: number) => other === code, isNative: () => false }
      : classTest(source, this.flags)
    this.#classes.set(source, test)
    if (this.#classes.size > MAX_CLASSES) {
      throw new UnsupportedRegex(`must not use more than ${MAX_CLASSES} different characters and classes`)
    }
    return test
  }
}

/**
 * A class, tested by the platform's regex engine one character at a time, which takes constant time. Results for ASCII
 * are cached.
 */
export function classTest(source: string, flags: string): CharacterTest {
  let regex: RegExp | undefined
  const ask = (code: number) => {
    regex ??= new RegExp(`^(?:${source})$`, flags)
    return regex.test(String.fromCodePoint(code))
  }
  const ascii = new Int8Array(128)
  return {
    isNative: (code) => code >= 128,
    matches: (code) => {
      if (code >= 128) return ask(code)
      if (ascii[code] === 0) ascii[code] = ask(code) ? 1 : -1
      return ascii[code] === 1
    },
  }
}
