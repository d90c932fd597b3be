import { describe, expect, test } from 'vitest'
import { anySet, listMoves, oneOf } from './list-state.ts'

/** An address that writes down what it was told. */
function address() {
  const steps: unknown[] = []
  return {
    steps,
    push: (patch: object) => steps.push({ push: patch }),
    replace: (patch: object) => steps.push({ replace: patch }),
  }
}

describe('the state of a list in its address', () => {
  test('takes what it knows and counts anything else as not said', () => {
    expect(oneOf(['live', 'test'], 'test')).toBe('test')
    expect(oneOf(['live', 'test'], 'tset')).toBe('')
    expect(oneOf(['live', 'test'], undefined)).toBe('')
  })

  test('is filtered as soon as one filter is set', () => {
    expect(anySet({ q: '', status: '' }, ['q', 'status'])).toBe(false)
    expect(anySet({ q: '', status: 'active' }, ['q', 'status'])).toBe(true)
  })
})

describe('a move in a list', () => {
  const onPage3 = { cursor: 'of-page-3', page: 3 }
  const first = { cursor: null, page: null }

  test('that changes what is shown leads to the first page', () => {
    const url = address()
    const moves = listMoves(url, onPage3, ['q', 'status', 'from', 'to'])
    moves.choose('status', 'active')
    moves.filter({ from: '2026-11-21T10:00', to: '' })
    moves.type('q', 'bil')
    moves.sortBy('-name')
    expect(url.steps).toEqual([
      { push: { status: 'active', ...first } },
      { push: { from: '2026-11-21T10:00', to: '', ...first } },
      { replace: { q: 'bil', ...first } },
      { push: { sort: '-name', ...first } },
    ])
  })

  test('to what is usual takes it out of the address', () => {
    const url = address()
    const moves = listMoves(url, onPage3, ['status'], { status: 'open', sort: 'name' })
    moves.choose('status', 'open')
    moves.choose('status', 'all')
    moves.sortBy('name')
    expect(url.steps).toEqual([
      { push: { status: null, ...first } },
      { push: { status: 'all', ...first } },
      { push: { sort: null, ...first } },
    ])
  })

  test('that clears the filters keeps the order', () => {
    const url = address()
    listMoves(url, onPage3, ['q', 'status'], { sort: 'name' }).clear()
    expect(url.steps).toEqual([{ push: { q: null, status: null, ...first } }])
  })

  test('turns the pages', () => {
    const url = address()
    const moves = listMoves(url, onPage3, [])
    moves.next('of-page-4')
    moves.previous()
    expect(url.steps).toEqual([{ push: { cursor: 'of-page-4', page: '4' } }, { push: first }])
  })
})
