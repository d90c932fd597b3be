import { describe, expect, it } from 'vitest'
import { Turns, TurnsTaken } from './turns.ts'

const many = { ofOwner: 100, inAll: 100 }
/** Time stands still unless a test moves it: a stall of the machine must not look like a request that is gone. */
const still = () => 0
const nothing = async () => undefined
const tick = () => new Promise<void>((resolve) => setTimeout(resolve))

describe('turns', () => {
  it('run one task at a time, and owners take turns, for any number of waiting tasks', async () => {
    const turns = new Turns(many, still)
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
    const turns = new Turns(many, still)
    let others = 0
    await turns.run('a', 1000, async (pause) => {
      const timer = setInterval(() => others++)
      for (let slice = 0; slice < 20; slice++) await pause()
      clearInterval(timer)
    })
    expect(others).toBeGreaterThan(1)
  })

  it('are refused if too many tasks of an owner or in total wait, or after a timeout', async () => {
    let now = 0
    const turns = new Turns({ ofOwner: 1, inAll: 2 }, () => now)
    let end: () => void = () => undefined
    const held = turns.run('a', 1000, () => new Promise<void>((resolve) => (end = resolve)))
    const late = Promise.allSettled([turns.run('a', 10, nothing), turns.run('b', 10, nothing)])
    await expect(turns.run('a', 1000, nothing)).rejects.toThrow(TurnsTaken)
    await expect(turns.run('c', 1000, nothing)).rejects.toThrow(TurnsTaken)
    now += 9
    await tick()
    expect(turns.waiting).toBe(2)
    now += 1
    expect(await late).toMatchObject([{ reason: expect.any(TurnsTaken) }, { reason: expect.any(TurnsTaken) }])
    expect(turns.waiting).toBe(0)
    end()
    await held
    await turns.run('d', 1, nothing)
  })

  it('continue if a task fails, or if a request is aborted during its turn', async () => {
    let now = 0
    const turns = new Turns(many, () => now)
    await expect(turns.run('a', 10, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    void turns.run('gone', 10, () => new Promise(() => undefined))
    const next = turns.run('b', 60_000, async () => 'its turn')
    await tick()
    now += 1001
    expect(await next).toBe('its turn')
  })

  it('skip aborted waiters, and still serve a waiter that checked late', async () => {
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
