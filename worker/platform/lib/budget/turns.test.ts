import { describe, expect, it } from 'vitest'
import { Turns, TurnsTaken } from './turns.ts'

const many = { ofOwner: 100, inAll: 100 }
const nothing = async () => undefined
const tick = () => new Promise<void>((resolve) => setTimeout(resolve))

describe('turns', () => {
  it('let one task run at a time, and owners take turns however many tasks each has waiting', async () => {
    const turns = new Turns(many)
    const order: string[] = []
    let running = 0
    const task = (owner: string) =>
      turns.run(owner, 10_000, async (pause) => {
        expect(++running).toBe(1)
        order.push(owner)
        await pause()
        running--
      })
    await Promise.all(['a', 'a', 'a', 'a', 'b', 'b', 'c'].map(task))
    expect(order).toEqual(['a', 'a', 'b', 'c', 'a', 'b', 'a'])
  })

  it('let other work run between the slices of a task', async () => {
    const turns = new Turns(many)
    let others = 0
    await turns.run('a', 1000, async (pause) => {
      const timer = setInterval(() => others++)
      for (let slice = 0; slice < 20; slice++) await pause()
      clearInterval(timer)
    })
    expect(others).toBeGreaterThan(1)
  })

  it('are refused when too many of an owner wait, or too many in all, and when none is free in time', async () => {
    const turns = new Turns({ ofOwner: 1, inAll: 2 })
    let end: () => void = () => undefined
    const held = turns.run('a', 1000, () => new Promise<void>((resolve) => (end = resolve)))
    const late = [turns.run('a', 1, nothing), turns.run('b', 1, nothing)]
    await expect(turns.run('a', 1000, nothing)).rejects.toThrow(TurnsTaken)
    await expect(turns.run('c', 1000, nothing)).rejects.toThrow(TurnsTaken)
    for (const one of late) await expect(one).rejects.toThrow(TurnsTaken)
    expect(turns.waiting).toBe(0)
    end()
    await held
    await turns.run('d', 1, nothing)
  })

  it('go on when a task fails, and when a request is gone with its turn', async () => {
    let now = 0
    const turns = new Turns(many, () => now)
    await expect(turns.run('a', 10, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    void turns.run('gone', 10, () => new Promise(() => undefined))
    const next = turns.run('b', 60_000, async () => 'its turn')
    await tick()
    now += 1001
    expect(await next).toBe('its turn')
  })

  it('are not given to waiters that are gone, and a waiter that only looked late has its turn', async () => {
    let now = 0
    const turns = new Turns(many, () => now)
    let end: () => void = () => undefined
    const held = turns.run('a', 1000, () => new Promise<void>((resolve) => (end = resolve)))
    const late = turns.run('a', 60_000, async () => 'its turn')
    await tick()
    now += 1001
    end()
    await held
    expect(turns.waiting).toBe(0)
    await turns.run('b', 1, nothing)
    expect(await late).toBe('its turn')
  })
})
