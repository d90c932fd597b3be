import { describe, expect, it } from 'vitest'
import type { Alert } from '../../../contract/alerts.ts'
import { knownSince, newAlerts } from './new-alerts.ts'

const alert = (id: string, firstAt: string): Alert => ({
  id,
  kind: 'key_leaked',
  severity: 'critical',
  target: { type: 'api_key', id: 'key_1', name: 'A' },
  environment: null,
  details: {},
  count: 1,
  status: 'open',
  firstAt,
  lastAt: firstAt,
  resolvedAt: null,
  resolvedBy: null,
})
const at = (minute: number) => `2026-11-21T09:${String(minute).padStart(2, '0')}:00.000Z`

describe('newAlerts among the open alerts', () => {
  it('are those that opened since, each once, and not one that another made room for', () => {
    const [old, older] = [alert('b', at(5)), alert('a', at(1))]
    let known = knownSince(null, [old])
    expect(newAlerts([old, older], known)).toEqual([])
    const fresh = alert('c', at(6))
    expect(newAlerts([fresh, old], known)).toEqual([fresh])
    known = knownSince(known, [fresh, old])
    expect(newAlerts([fresh, old, older], known)).toEqual([])
    const same = alert('d', at(6))
    expect(newAlerts([same, fresh], known)).toEqual([same])
  })

  it('are all of them, once there were none', () => {
    const fresh = alert('a', at(1))
    expect(newAlerts([fresh], knownSince(null, []))).toEqual([fresh])
  })
})
