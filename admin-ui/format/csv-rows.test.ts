import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvLine, csvOf, withoutGuard } from '../../contract/lib/csv.ts'
import { rowsOf } from './csv-rows.ts'

const read = (text: string) => {
  const found = rowsOf(text)
  if ('badLine' in found) throw new Error(`line ${found.badLine}`)
  return found.rows
}

describe('a CSV file that was exported', () => {
  test('leaves -5.00 alone and neutralizes formulas, and gives every value back (pitfall 16)', () => {
    expect(csvLine(['-5.00', '+49,5', '-.5', -5])).toBe('-5.00,"+49,5",-.5,-5\r\n')
    expect(csvLine(['-2+3+cmd|A1', '=1', '@x', '-', "'=1", "it's"])).toBe("'-2+3+cmd|A1,'=1,'@x,'-,''=1,it's\r\n")
    const cell = fc.oneof(fc.string(), fc.stringMatching(/^'{0,2}[=+@\t-][0-9.a,"\n]{0,4}$/))
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
        const heading = ['id', ...cells.map((_, n) => `column_${n}`)]
        const rows = read(csvOf([heading, ['1', ...cells]]).slice(1))
        expect(rows[1]?.cells.slice(1).map(withoutGuard)).toEqual(cells)
      }),
    )
  })
})

describe('a CSV file', () => {
  test.each([
    ['a,b;c,d\n1,2,3', ['1', '2', '3']],
    ['a;b\n1,5;2', ['1,5', '2']],
    ['a\tb\n1\t2', ['1', '2']],
    ['"a;b;c",d\n1,2', ['1', '2']],
    ['\n\na;b\n1;2', ['1', '2']],
  ])('is separated as its heading is: %j', (text, cells) => {
    expect(read(text)[1]?.cells).toEqual(cells)
  })

  test('tells the line at which each row begins, also behind cells of several lines', () => {
    expect(read('a,b\n"1\n2",3\n\n4,5').map(({ at }) => at)).toEqual([1, 2, 5])
    expect(rowsOf('a,b\n1,"2\n')).toEqual({ badLine: 2 })
  })
})
