import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WorkExceeded } from '../../lib/budget/work-budget.ts'
import { compile } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { Evaluation, MAX_STEPS } from './evaluation.ts'
import { FUNCTION_COSTS } from './function-costs.ts'
import { mergeSort } from './merge-sort.ts'
import { rulesFor } from './operator-costs.ts'
import { Refused } from './refused.ts'

/** The source of the installed library: everything that it defines, documented or not. */
const SOURCE = readFileSync(createRequire(import.meta.url).resolve('jsonata'), 'utf8')
const FUNCTIONS = [...SOURCE.matchAll(/(?:staticFrame|environment)\.bind\('(\w+)'/g)].map(([, name = '']) => name)

const list = <T>(length: number, item: (index: number) => T): T[] => Array.from({ length }, (_, index) => item(index))
/** The worst content of an event of the maximum size: many items, long texts, wide and deep objects, large numbers. */
const WORST: Record<string, unknown> = {
  numbers: list(36_000, (n) => (n * 7919) % 36_000),
  texts: list(9000, (n) => `item ${(n * 7919) % 9000}`),
  long: 'a'.repeat(200_000),
  needle: `${'a'.repeat(900)}b`,
  objects: list(3000, (n) => ({ a: n, b: `x${n}`, c: [n] })),
  wide: Object.fromEntries(list(5000, (n) => [`name${n}`, [n]])),
  deep: list(900, () => null).reduce<unknown>((inner) => [inner], 1),
  huge: 1e308,
  rows: [list(9990, (n) => n), ...list(3000, () => [])],
  traps: { length: 1e9, sequence: true, _jsonata_lambda: true, _jsonata_function: true, tupleStream: true },
}
const NAMES = Object.keys(WORST)

type End = { used: number; end: 'value' | 'cut off' | 'refused' | 'error'; message: string }

/** Evaluates an expression completely, with only the parts of the worst event that it names. */
async function run(expression: string, input: unknown = null, limit = MAX_STEPS): Promise<End> {
  const data =
    input ?? Object.fromEntries(NAMES.flatMap((name) => (expression.includes(name) ? [[name, WORST[name]]] : [])))
  const evaluation = new Evaluation(limit)
  try {
    await evaluate(await compile(expression, evaluation), structuredClone(data), evaluation)
    return { used: evaluation.budget.used, end: 'value', message: '' }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(Object(error).message)
    const end = error instanceof WorkExceeded ? 'cut off' : error instanceof Refused ? 'refused' : 'error'
    return { used: evaluation.budget.used, end, message }
  }
}

/** A part of the budget: what a smaller one stops, a larger one stops too. */
const FEW_STEPS = MAX_STEPS / 64

describe('the cost of JSONata', () => {
  it('is known for every function that the library defines', () => {
    expect(FUNCTIONS.length).toBeGreaterThan(60)
    expect(Object.keys(FUNCTION_COSTS).toSorted()).toEqual([...new Set(FUNCTIONS)].toSorted())
  })

  it('is known for every kind of node that the library evaluates, and every operator of its grammar', async () => {
    const evaluated = SOURCE.slice(
      SOURCE.indexOf('switch (expr.type) {'),
      SOURCE.indexOf("hasOwnProperty.call(expr, 'predicate')"),
    )
    const kinds = [...evaluated.matchAll(/case '(\w+)':/g)].map(([, kind]) => kind)
    expect(kinds.length).toBeGreaterThan(18)
    const binary = SOURCE.slice(SOURCE.indexOf('switch (op) {'), SOURCE.indexOf('async function evaluateUnary'))
    const operators = [...binary.matchAll(/case '([^']+)':/g)].map(([, operator]) => operator)
    expect(operators.length).toBeGreaterThan(12)
    for (const type of kinds) {
      expect(() => rulesFor({ type: String(type), value: type === 'binary' ? '+' : '{' }), String(type)).not.toThrow()
    }
    for (const value of operators) expect(() => rulesFor({ type: 'binary', value }), String(value)).not.toThrow()
    const grammar = SOURCE.slice(SOURCE.indexOf('var operators = {'), SOURCE.indexOf('var escapes = {'))
    const symbols = [...grammar.matchAll(/^\s+'([^']+)':/gm)].map(([, symbol = '']) => symbol)
    const examples: Record<string, string> = {
      '.': 'a.b',
      '[': 'a[b]',
      ']': '[a]',
      '{': 'a{b: c}',
      '}': '{"a": b}',
      '(': '(a)',
      ')': '$sum(a)',
      ',': '[a, b]',
      '@': 'a@$x.b',
      '#': 'a#$x.b',
      ';': '(a; b)',
      ':': 'a ? b : c',
      '?': 'a ? b',
      '+': 'a + b',
      '-': '-a',
      '*': 'a.* * b',
      '/': 'a / b',
      '%': 'a.b.%.c % d',
      '|': 'a ~> |b|{"c": 1}, "d"|',
      '=': 'a = b',
      '<': 'a < b',
      '>': 'a > b',
      '^': 'a^(>b, <c)',
      '**': '**.a',
      '..': '[1..a]',
      ':=': '($a := b; $a)',
      '!=': 'a != b',
      '<=': 'a <= b',
      '>=': 'a >= b',
      '~>': 'a ~> $sum',
      '?:': 'a ?: b',
      '??': 'a ?? b',
      and: 'a and b',
      or: 'a or b',
      in: 'a in b',
      '&': 'a & b',
      '!': 'a != b',
      '~': 'a ~> $sum()',
    }
    expect(Object.keys(examples).toSorted()).toEqual(symbols.toSorted())
    for (const example of Object.values(examples)) rulesFor((await compile(example, new Evaluation())).ast)
  })

  it('refuses a kind of node, an operator and a function that have no rule', async () => {
    expect(() => rulesFor({ type: 'novelty' })).toThrow(Refused)
    expect(() => rulesFor({ type: 'binary', value: '<=>' })).toThrow(Refused)
    expect(() => rulesFor({ type: 'unary', value: '!' })).toThrow(Refused)
    expect(() => rulesFor({ type: 'toString' })).toThrow(Refused)
    const { expression, ast } = await compile('$novel()', new Evaluation())
    expression.registerFunction('novel', () => 1)
    await expect(evaluate({ expression, ast }, {}, new Evaluation())).rejects.toThrow(Refused)
  })

  const calls = FUNCTIONS.flatMap((name) => [
    ...NAMES.map((argument) => `$${name}(${argument})`),
    ...NAMES.map((argument) => `$${name}(?)(${argument})`),
    ...['numbers', 'texts', 'objects', 'long', 'wide', 'rows'].flatMap((argument) => [
      `$${name}(${argument}, ${argument})`,
      `$${name}(${argument}, needle)`,
      `$${name}(${argument}, huge)`,
      `$${name}(${argument}, function($a, $b) { $$.${argument} })`,
      `$${name}(${argument}, $string)`,
      `$${name}(${argument}, ${argument}, ${argument})`,
    ]),
    ...['"I"', '"w"', '"A"', '"0.0e0"', '"[Y,9 9 9 9 9 9 9 9 9]"', '"#,##0"', '""', '{"zero-digit": ""}'].flatMap(
      (picture) => [
        `$${name}(huge, ${picture})`,
        `$${name}(1/0, ${picture})`,
        `$${name}(0, ${picture}, {"grouping-separator": "", "digit": ""})`,
      ],
    ),
  ])
  it(`holds for ${calls.length} calls of functions with their worst arguments`, async () => {
    for (const call of calls) {
      // A thousand more calls use a whole budget, whatever one call needs.
      for (const expression of [call, `$map([1..9000], function($i) { (${call}; 1) })`]) {
        const { used } = await run(expression, null, FEW_STEPS)
        expect(used, expression).toBeLessThanOrEqual(FEW_STEPS)
      }
    }
  }, 300_000)

  const operations = NAMES.flatMap((name) => [
    ...['=', '!=', '<', '<=', '>', '>=', '&', 'in', '+', '-', '*', '/', '%', 'and', 'or', '?:', '??', '~>', '.'].map(
      (operator) => `${name} ${operator} ${name}`,
    ),
    `[${name}..${name}]`,
    `-${name}`,
    `${name}.*`,
    `${name}.**`,
    `**`,
    `${name}[${name}]`,
    `${name}[$ > 5]`,
    `${name}[-1]`,
    `${name}^($)`,
    `${name}^(>a, <b)`,
    `${name}{"k": $}`,
    `${name}{$string($): 1}`,
    `{"a": ${name}, "b": ${name}}`,
    `[${name}, ${name}, ${name}]`,
    `[${`${name}, 1, `.repeat(200)}1]`,
    `${name}@$x.${name}@$y.($x & $y)`,
    `${name}#$i[$i < 3]`,
    `${name}.{"p": %}`,
    `${name} ~> |$|{"z": $}, ["a", "b"]|`,
    `${name} ? 1 : 2`,
    `($x := ${name}; $x{"k": $})`,
    `($f := function($x) { $x }; $f(${name}))`,
    `$.(${name})`,
    `$.(${name})@$v`,
    `${name}.a[]`,
    `${name}()`,
  ])
  it(`holds for ${operations.length} operations on the worst operands`, async () => {
    for (const operation of operations) {
      for (const expression of [operation, `$map([1..9000], function($i) { ($$.(${operation}); 1) })`]) {
        const { used } = await run(expression, null, FEW_STEPS)
        expect(used, expression.slice(0, 200)).toBeLessThanOrEqual(FEW_STEPS)
      }
    }
  }, 300_000)

  it('grows with the arguments, for every function that looks at all of them', async () => {
    const constant =
      'count exists type random millis floor ceil abs sqrt power round error assert formatBase formatInteger '
    const other = 'pad formatNumber fromMillis now toMillis eval parseInteger lookup'
    const fixed = new Set((constant + other).split(' '))
    const growing = FUNCTIONS.filter((name) => !fixed.has(name))
    const costOf = async (name: string, size: number) => {
      const evaluation = new Evaluation(Number.MAX_SAFE_INTEGER)
      const cost = FUNCTION_COSTS[name]
      const values = [list(size, String), 'a'.repeat(size), Object.fromEntries(list(size, (n) => [n, n]))]
      return Math.max(...values.map((value) => cost?.([value, 'x', 'x'], evaluation.sizes) ?? 0))
    }
    expect(growing.length).toBeGreaterThan(40)
    for (const name of growing) expect(await costOf(name, 800), name).toBeGreaterThan(1.8 * (await costOf(name, 400)))
  })

  it.each([
    ['the sort that blocked the isolate', '$map([1..1000], function($x){ $sort($$.texts) = 1 })', 'cut off'],
    ['copies of ?? within each other', `${'('.repeat(30)}a${' ?? a)'.repeat(30)}`, 'refused'],
    ['copies of ?: within each other', `${'('.repeat(30)}a${' ?: a)'.repeat(30)}`, 'refused'],
    [
      'a signature that backtracks',
      `function($a)<${'s+'.repeat(10)}n>{1}(${Array(45).fill('"a"').join(',')})`,
      'refused',
    ],
    ['a signature of many options', `function($a)<${'s?'.repeat(40)}n>{1}("a")`, 'refused'],
    ['a path of many steps', `a${'.a'.repeat(3900)}`, 'refused'],
    ['a number that is not finite, as letters', '$formatInteger(1/0, "A")', 'refused'],
    ['a number that is not finite, with an exponent', '$formatNumber(1/0, "0.0e0")', 'refused'],
    ['a width written with blanks', '$fromMillis(0, "[Y,9 9 9 9 9 9 9 9 9]")', 'refused'],
    ['a pattern that backtracks', '$match(needle, /^(a+)+c/)', 'value'],
    [
      'a pattern on a long text, again and again',
      '$map([1..9000], function($i) { $contains(long, /(a|aa)*b/) })',
      'cut off',
    ],
    ['a length that is only said', '$shuffle(?)(traps)', 'value'],
    ['a promise that never ends', '($f := function($g) { {"then": $g} }; $f(function($a, $b) { 1 }))', 'refused'],
    ['a tree that contains itself', '($x := {"a": 1}; $x ~> |$|{"me": $}|)', 'error'],
    ['variables around variables', `($f := function($a, $b) { 1 }; $f${'(?, ?)'.repeat(900)})`, 'refused'],
  ])('does not let pass %s', async (_, expression, end) => {
    const result = await run(expression)
    expect(`${result.end}: ${result.message}`).toMatch(new RegExp(`^${end}`))
  })

  it('is counted for copies of the parser without side effects, also if parsing fails', async () => {
    const { stringify } = JSON
    const ends: string[] = []
    for (const expression of ['a ?? b', `${'('.repeat(30)}a${' ?? a)'.repeat(30)}`, '"', '(a ?? b']) {
      const reading = compile(expression, new Evaluation())
      // Parsing has no pause in which other code could run.
      expect(JSON.stringify).toBe(stringify)
      ends.push(
        await reading.then(
          () => 'read',
          () => 'refused',
        ),
      )
      expect(JSON.stringify).toBe(stringify)
    }
    expect(ends).toEqual(['read', 'refused', 'refused', 'refused'])
  })

  it('is charged for data that looks like marks of functions', async () => {
    const data = { _jsonata_lambda: 1, text: 'x'.repeat(100_000) }
    const { end, message } = await run('[1..100].$$.data', { data })
    expect(`${end}: ${message}`).toBe('refused: makes a value that is too large')
  })

  it('ends parallel branches when one fails', async () => {
    const evaluation = new Evaluation()
    const loop = '($f := function($n) { $f($n + 1) }; $f(0))'
    await expect(
      evaluate(await compile(`[$error("no"), ${loop}]`, new Evaluation()), {}, evaluation),
    ).rejects.toBeDefined()
    let used = 0
    while (evaluation.budget.used > used) {
      used = evaluation.budget.used
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(used).toBeLessThan(MAX_STEPS / 2)
  })

  it('yields between slices, and never runs longer than one call may', async () => {
    const uses: number[] = []
    const evaluation: Evaluation = new Evaluation(MAX_STEPS, async () => {
      uses.push(evaluation.budget.used)
      await new Promise((resolve) => setTimeout(resolve))
    })
    await expect(
      evaluate(await compile('($f := function($n) { $f($n + 1) }; $f(0))', evaluation), {}, evaluation),
    ).rejects.toThrow(WorkExceeded)
    expect(uses.length).toBeGreaterThan(20)
    for (const [index, used] of uses.entries()) expect(used - (uses[index - 1] ?? 0)).toBeLessThan(MAX_STEPS / 10)
  })

  it('holds for generated expressions', async () => {
    const atom = fc.constantFrom(
      ...NAMES,
      '$',
      '$$',
      '*',
      '**',
      '%',
      '1',
      '1e300',
      '-1',
      '""',
      '"a"',
      '[1..200]',
      'null',
      '[]',
    )
    const { tree } = fc.letrec<{ tree: string; call: string; pair: string; wrapped: string }>((tie) => ({
      tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, atom, tie('call'), tie('pair'), tie('wrapped')),
      call: fc
        .tuple(
          fc.constantFrom(...FUNCTIONS),
          fc.array(fc.oneof(tie('tree'), fc.constantFrom('?', '$string', '$sum')), { maxLength: 3 }),
        )
        .map(([name, args]) => `$${name}(${args.join(', ')})`),
      pair: fc
        .tuple(
          tie('tree'),
          fc.constantFrom('.', '&', '+', '-', '*', '/', '%', '=', '!=', '<', 'in', '~>', '..', 'and', 'or', '?:', '??'),
          tie('tree'),
        )
        .map(([left, operator, right]) =>
          operator === '..' ? `[${left}..${right}]` : `(${left} ${operator} ${right})`,
        ),
      wrapped: fc
        .tuple(tie('tree'), tie('tree'))
        .chain(([a, b]) =>
          fc.constantFrom(
            `${a}[${b}]`,
            `${a}^(${b})`,
            `${a}{"k": ${b}}`,
            `{"x": ${a}, "y": ${b}}`,
            `[${a}, ${b}]`,
            `${a}@$v.${b}`,
            `${a}#$i.${b}`,
            `(${a} ~> |$|{"z": ${b}}|)`,
            `($v := ${a}; ${b})`,
            `$map(${a}, function($v, $i) { ${b} })`,
            `(${a} ? ${b} : $v)`,
            `$filter(${a}, function($v) { ${b} })`,
            `$reduce(${a}, function($p, $q) { ${b} })`,
            `${a}[]`,
            `(-${a})`,
          ),
        ),
    }))
    await fc.assert(
      fc.asyncProperty(tree, async (expression) => {
        const { used } = await run(expression.slice(0, 8000), null, FEW_STEPS)
        expect(used).toBeLessThanOrEqual(FEW_STEPS)
      }),
      { numRuns: 600 },
    )
  }, 300_000)
})

describe('the replacement of the sort of the library', () => {
  it('is stable', async () => {
    const pair = fc.record({ key: fc.integer({ min: 0, max: 9 }), place: fc.nat() })
    await fc.assert(
      fc.asyncProperty(fc.array(pair), async (pairs) => {
        const sorted = await mergeSort(pairs, async (left, right) => Object(left).key > Object(right).key)
        expect(sorted).toEqual(pairs.toSorted((left, right) => left.key - right.key))
      }),
    )
  })
})
