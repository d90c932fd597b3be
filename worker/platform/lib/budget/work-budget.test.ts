import { describe, expect, it } from 'vitest'
import { WorkBudget, WorkExceeded } from './work-budget.ts'

describe('a budget of work', () => {
  it('accepts steps up to its limit, and refuses the next one', () => {
    const budget = new WorkBudget(10)
    budget.charge(4)
    budget.charge(6)
    expect(budget.used).toBe(10)
    expect(() => budget.charge(1)).toThrow(WorkExceeded)
  })

  it('stays exceeded, and refuses amounts that are not numbers', () => {
    const budget = new WorkBudget(10)
    expect(() => budget.charge(11)).toThrow('needs more than the 10 steps')
    expect(() => budget.charge(0)).toThrow(WorkExceeded)
    for (const amount of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => new WorkBudget(10).charge(amount)).toThrow(WorkExceeded)
    }
  })
})
