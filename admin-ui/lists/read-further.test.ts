import { expect, test } from 'vitest'
import { readFurther } from './read-further.ts'

type Page = { data: number[]; nextCursor: string | null }

/** A list whose pages are empty up to the given one, and the cursors that were asked for. */
function listOf(pages: number, found: number) {
  const asked: (string | null | undefined)[] = []
  const read = async (cursor: string | null | undefined): Promise<Page> => {
    asked.push(cursor)
    const at = Number(cursor ?? 0)
    return { data: at === found ? [at] : [], nextCursor: at + 1 < pages ? String(at + 1) : null }
  }
  return { asked, read }
}

test('reads on until something matches', async () => {
  const { asked, read } = listOf(20, 2)
  expect(await readFurther(null, read)).toEqual({ data: [2], nextCursor: '3' })
  expect(asked).toEqual([null, '1', '2'])
})

test('stops at the end, and after eight pages', async () => {
  expect(await readFurther(null, listOf(3, 99).read)).toEqual({ data: [], nextCursor: null })
  const { asked, read } = listOf(20, 15)
  expect(await readFurther('1', read)).toEqual({ data: [], nextCursor: '9' })
  expect(asked).toHaveLength(8)
})
