import { describe, expect, it } from 'vitest'
import { extensions } from './extensions.ts'

const HOUR_MS = 3_600_000
const END = 1_800_000_000_000

const hoursOf = (latest: number) =>
  extensions(END, latest).map(({ name, endsAt }) => [name, (endsAt.getTime() - END) / HOUR_MS])

describe('the choices to extend a grace period', () => {
  it('are steps that fit, and the longest', () => {
    expect(hoursOf(END + 144 * HOUR_MS)).toEqual([
      ['hour', 1],
      ['day', 24],
      ['days', 72],
      ['longest', 144],
    ])
    expect(hoursOf(END + 24 * HOUR_MS)).toEqual([
      ['hour', 1],
      ['longest', 24],
    ])
    expect(hoursOf(END + HOUR_MS / 2)).toEqual([['longest', 0.5]])
  })

  it('are none at the latest end', () => {
    expect(hoursOf(END)).toEqual([])
    expect(hoursOf(END + 1000)).toEqual([])
    expect(hoursOf(END - HOUR_MS)).toEqual([])
  })
})
