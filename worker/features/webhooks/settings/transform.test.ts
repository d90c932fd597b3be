import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVENT_CATALOG } from '../../../../contract/event-catalog.data.ts'
import { Evaluation, MAX_STEPS } from '../../../platform/customer-code/jsonata/evaluation.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import { runTransform, transformProblem } from './transform.ts'

const EVENT: JsonObject = {
  id: 'evt_1',
  type: 'payment.completed',
  timestamp: '2026-11-21T09:30:00.000Z',
  data: {
    amount: 4900,
    currency: 'EUR',
    lines: [
      { sku: 'a', n: 2 },
      { sku: 'b', n: 1 },
    ],
  },
}

const made = async (expression: string, event = EVENT) => {
  const result = await runTransform(expression, event)
  if (!result.ok) throw new Error(result.message)
  return result.value
}

describe('a transformation', () => {
  it('reshapes an event', async () => {
    expect(await made('{"text": "Paid " & data.amount / 100 & " " & data.currency}')).toEqual({ text: 'Paid 49 EUR' })
    expect(await made('data.lines[n > 1].sku')).toBe('a')
    expect(await made('data.lines.{"id": sku}')).toEqual([{ id: 'a' }, { id: 'b' }])
    expect(await made('$sum(data.lines.n)')).toBe(3)
    expect(await made("$join(data.lines.sku, ', ')")).toBe('a, b')
    expect(await made("$replace(type, 'payment', 'pay')")).toBe('pay.completed')
    expect(await made("$pad('x', -3, '0')")).toBe('00x')
    expect(await made("$fromMillis($toMillis(timestamp), '[Y0001]-[M01]-[D01]')")).toBe('2026-11-21')
    expect(await made('$distinct([1, 1, 2])')).toEqual([1, 2])
    expect(await made("$formatNumber(1234.5, '#,##0.00')")).toBe('1,234.50')
    expect(await made("$now() > '2020'")).toBe(true)
    expect(await made('$match(type, /[a-z]+/).match')).toEqual(['payment', 'completed'])
    expect(await made('$replace(type, /(p)ay(\\w+)/, "$1$2!")')).toBe('pment!.completed')
    expect(await made('$split("a, b;c", /[,;] */)')).toEqual(['a', 'b', 'c'])
    expect(await made('$contains(type, /^USER/i)')).toBe(false)
    expect(await made('$sort(data.lines, function($l, $r) { $l.n > $r.n }).sku')).toEqual(['b', 'a'])
    expect(await made('($first := $substring(?, 0, 3); $first(type))')).toBe('pay')
    expect(await made('$')).toEqual(EVENT)
  })

  it('without a result that can be sent is a failure with a message', async () => {
    for (const expression of ['nothing.here', 'function($x){$x}', '$error("no")', '"a" + 1', 'data.(']) {
      const result = await runTransform(expression, EVENT)
      expect(result.ok, expression).toBe(false)
      if (!result.ok) expect(result.message, expression).toMatch(/^(gives|cannot|takes)/)
    }
    expect(await transformProblem('data.(')).toContain('cannot be evaluated')
    expect(await transformProblem('data.amount')).toBeNull()
  })

  it.each([
    ['an endless tail call', '($f := function($n) { $f($n + 1) }; $f(0))'],
    ['an endless recursion', '($f := function($n) { $f($n + 1) + 1 }; $f(0))'],
    ['two functions calling each other', '($a := function($n) { $b($n) }; $b := function($n) { $a($n) }; $a(0))'],
    ['a doubled text', '($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $f("x", 40))'],
    ['a doubled tree', '($f := function($x, $n) { $n = 0 ? $x : $f({"a": $x, "b": $x}, $n - 1) }; $string($f(1, 40)))'],
    ['a doubled list', '($f := function($x, $n) { $n = 0 ? $x : $f([$x, $x], $n - 1) }; $f([1], 40))'],
    [
      'two doubled trees compared',
      '($f := function($x, $n) { $n = 0 ? $x : $f([[$x], [$x]], $n - 1) }; $f([1], 40) = $f([1], 40))',
    ],
    ['a huge range', '[1..9999999]'],
    ['ranges in ranges', '[1..5000].([1..5000])'],
    ['a huge padding', '$pad("x", 100000000)'],
    ['many paddings', '[1..9000].$pad("x", 1000)'],
    ['a replacement that multiplies', '($s := $pad("", 1000, "x"); $t := $join([1..300].$s); $replace($t, "x", $t))'],
    ['a separator that multiplies', '($s := $join([1..300].$pad("", 1000, "x")); $join([1..9000].$string($), $s))'],
    ['a picture that pads', '$fromMillis(0, "[Y,999999999]")'],
    ['a picture to read by', '$toMillis("11111111111111111111x", "[Y][M][D][H][m][s][f]")'],
    ['an evaluated text', '$eval("1")'],
    ['a backreference', '$match("aa", /(a)\\1/)'],
    ['a sort that never agrees', '$sort([1..9000], function($l, $r) { $random() > 0.5 })'],
    ['a long text measured again and again', '($s := $join([1..400].$pad("", 1000, "x")); [1..9000].$length($s))'],
    ['long lists compared', '$distinct([1..9000])'],
    ['deep nesting', `${'['.repeat(3000)}1${']'.repeat(3000)}`],
  ])('is stopped soon: %s', async (_, expression) => {
    const evaluation = new Evaluation()
    const result = await runTransform(expression, EVENT, evaluation)
    expect(result.ok).toBe(false)
    expect(evaluation.budget.used).toBeLessThanOrEqual(MAX_STEPS)
  })

  it('of any expression ends soon, with JSON or a message', async () => {
    const atom = fc.constantFrom('data', 'type', '$', '*', '**', '%', '1', '"x"', '[1..50]', '$$', 'data.lines', 'null')
    const { tree } = fc.letrec<{ tree: string; call: string; pair: string }>((tie) => ({
      tree: fc.oneof({ depthSize: 'small' }, atom, tie('call'), tie('pair')),
      call: fc
        .tuple(
          fc.constantFrom('string', 'map', 'sum', 'keys', 'merge', 'spread', 'count', 'append', 'zip'),
          tie('tree'),
        )
        .map(([name, inner]) => `$${name}(${inner})`),
      pair: fc
        .tuple(tie('tree'), fc.constantFrom('.', '&', '+', '=', 'in', '~>', '..'), tie('tree'))
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    }))
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(tree, fc.string()),
        fc.constantFrom(...EVENT_CATALOG),
        async (expression, { sample }) => {
          const evaluation = new Evaluation()
          const result = await runTransform(expression, JSON.parse(JSON.stringify(sample)), evaluation)
          if (!result.ok) expect(result.message).not.toBe('')
          else JSON.stringify(result.value)
          expect(evaluation.budget.used).toBeLessThanOrEqual(MAX_STEPS)
        },
      ),
      { numRuns: 300 },
    )
  })
})
