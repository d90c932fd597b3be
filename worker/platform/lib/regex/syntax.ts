/**
 * Parses an ECMAScript regular expression into a tree. It supports the part of the language that runs without
 * backtracking: no backreferences and no lookaround. The caller has checked with `new RegExp` that the pattern is
 * valid, so this parser only has to find its structure.
 */

export type RegexNode =
  /**
   * One character. `source` is a pattern of its own, such as `a`, `\d` or `[^"]`; `code` is set for a plain literal.
   */
  | { kind: 'character'; source: string; code: number | null }
  | { kind: 'assertion'; test: Assertion }
  | { kind: 'sequence'; parts: RegexNode[] }
  | { kind: 'choice'; options: RegexNode[] }
  /** `index` is null for a group that does not capture. */
  | { kind: 'group'; index: number | null; body: RegexNode }
  /** `firstGroup` and `endGroup` are the captures inside, which each iteration resets. */
  | { kind: 'repeat'; body: RegexNode; min: number; max: number; lazy: boolean; firstGroup: number; endGroup: number }

export type Assertion = 'start' | 'end' | 'boundary' | 'inside'

export type ParsedRegex = {
  root: RegexNode
  /** Number of capturing groups. */
  groups: number
  /** Names of groups with their index. A name that is used in two alternatives appears twice. */
  names: [string, number][]
}

/** Thrown for a pattern that is valid but cannot be run here. The message is for the author of the pattern. */
export class UnsupportedRegex extends Error {}

const MAX_NESTING = 50
const MAX_GROUPS = 50
const MAX_REPEATS = 1000

/** Throws UnsupportedRegex. `unicode`: whether the pattern has the flag u. */
export function parseRegex(source: string, unicode: boolean): ParsedRegex {
  const parser = new Parser(source, unicode)
  return { root: parser.parseAll(), groups: parser.groups, names: parser.names }
}

class Parser {
  readonly source: string
  readonly unicode: boolean
  groups = 0
  names: [string, number][] = []
  #at = 0
  #depth = 0

  constructor(source: string, unicode: boolean) {
    this.source = source
    this.unicode = unicode
  }

  parseAll(): RegexNode {
    const root = this.#parseChoice()
    if (this.#at < this.source.length) throw new UnsupportedRegex(`cannot be read at ${this.#at}`)
    return root
  }

  #parseChoice(): RegexNode {
    const options = [this.#parseSequence()]
    while (this.#take('|')) options.push(this.#parseSequence())
    return options.length === 1 && options[0] ? options[0] : { kind: 'choice', options }
  }

  #parseSequence(): RegexNode {
    const parts: RegexNode[] = []
    while (this.#at < this.source.length && !this.#sees('|') && !this.#sees(')')) {
      const firstGroup = this.groups + 1
      parts.push(this.#parseQuantifier(this.#parseAtom(), firstGroup))
    }
    return { kind: 'sequence', parts }
  }

  #parseQuantifier(body: RegexNode, firstGroup: number): RegexNode {
    const found = this.#match(/[*+?]|\{\d+(?:,\d*)?\}/y)
    if (found === null) return body
    const lazy = this.#take('?')
    const [min, max] = rangeOf(found)
    if (min > MAX_REPEATS || (max !== Infinity && max > MAX_REPEATS)) {
      throw new UnsupportedRegex(`must not repeat more than ${MAX_REPEATS} times: ${found}`)
    }
    return { kind: 'repeat', body, min, max, lazy, firstGroup, endGroup: this.groups + 1 }
  }

  #parseAtom(): RegexNode {
    if (this.#take('^')) return { kind: 'assertion', test: 'start' }
    if (this.#take('$')) return { kind: 'assertion', test: 'end' }
    if (this.#sees('(')) return this.#parseGroup()
    if (this.#sees('[')) return classOf(this.#match(/\[(?:[^\]\\]|\\.)*\]/sy) ?? '[]')
    if (this.#take('.')) return classOf('.')
    if (this.#sees('\\')) return this.#parseEscape()
    const code = this.unicode ? this.source.codePointAt(this.#at) : this.source.charCodeAt(this.#at)
    const literal = this.unicode ? String.fromCodePoint(code ?? 0) : this.source.charAt(this.#at)
    this.#at += literal.length
    // `{`, `}` and `]` may be literals without the flag u.
    return { kind: 'character', source: /[{}\]/]/.test(literal) ? `\\${literal}` : literal, code: code ?? 0 }
  }

  #parseGroup(): RegexNode {
    if (++this.#depth > MAX_NESTING) throw new UnsupportedRegex(`must not nest more than ${MAX_NESTING} groups`)
    const open = this.#match(/\((?:\?(?:<?[=!]|<[^>]*>|[^<]))?/y) ?? '('
    if (/^\(\?<?[=!]$/.test(open)) throw new UnsupportedRegex(`must not use lookahead or lookbehind: ${open}`)
    if (!/^\((\?:|\?<.*)?$/s.test(open)) throw new UnsupportedRegex(`must not change flags in a group: ${open}`)
    let index: number | null = null
    if (open !== '(?:') {
      index = ++this.groups
      if (index > MAX_GROUPS) throw new UnsupportedRegex(`must not have more than ${MAX_GROUPS} capturing groups`)
      if (open !== '(') this.names.push([open.slice(3, -1), index])
    }
    const body = this.#parseChoice()
    if (!this.#take(')')) throw new UnsupportedRegex('has a group that does not end')
    this.#depth--
    return { kind: 'group', index, body }
  }

  #parseEscape(): RegexNode {
    if (this.#take('\\b')) return { kind: 'assertion', test: 'boundary' }
    if (this.#take('\\B')) return { kind: 'assertion', test: 'inside' }
    const found = this.unicode
      ? this.#match(
          /\\(?:[dDsSwWtnvfr]|0(?!\d)|c[A-Za-z]|x[\dA-Fa-f]{2}|[pP]\{[^}]*\}|u[Dd][89ABab][\dA-Fa-f]{2}\\u[Dd][C-Fc-f][\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|u\{[\dA-Fa-f]+\}|[^A-Za-z0-9])/uy,
        )
      : this.#match(/\\(?:[dDsSwWtnvfr]|0(?!\d)|c[A-Za-z]|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|[^A-Za-z0-9])/y)
    if (found !== null) return classOf(found)
    const unknown = this.source.slice(this.#at, this.#at + 2)
    if (/\\[1-9k]/.test(unknown)) throw new UnsupportedRegex(`must not use backreferences: ${unknown}`)
    throw new UnsupportedRegex(`uses an escape that is not known here: ${unknown}`)
  }

  #sees(text: string): boolean {
    return this.source.startsWith(text, this.#at)
  }

  #take(text: string): boolean {
    if (!this.#sees(text)) return false
    this.#at += text.length
    return true
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.source)
    if (!found) return null
    this.#at += found[0].length
    return found[0]
  }
}

const classOf = (source: string): RegexNode => ({ kind: 'character', source, code: null })

function rangeOf(quantifier: string): [number, number] {
  if (quantifier === '*') return [0, Infinity]
  if (quantifier === '+') return [1, Infinity]
  if (quantifier === '?') return [0, 1]
  const [min = '', max] = quantifier.slice(1, -1).split(',')
  if (max === undefined) return [Number(min), Number(min)]
  return [Number(min), max === '' ? Infinity : Number(max)]
}

/** Whether the node can match the empty string. */
export function isNullable(node: RegexNode): boolean {
  switch (node.kind) {
    case 'character':
      return false
    case 'assertion':
      return true
    case 'sequence':
      return node.parts.every(isNullable)
    case 'choice':
      return node.options.some(isNullable)
    case 'group':
      return isNullable(node.body)
    case 'repeat':
      return node.min === 0 || isNullable(node.body)
  }
}
