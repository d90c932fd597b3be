import { describe, expect, it } from 'vitest'
import { hostsIn, keepHostsSql, targetsIn } from './deployment.ts'

const TARGETS = [
  'https://gatehouse.somebody.workers.dev',
  'gate.example.com (custom domain)',
  'api.example.com/* (zone name: example.com)',
  'example.com/integrations/*',
  '*.example.com/*',
  'schedule: * * * * *',
  'Consumer for deliveries',
  '...and 3 more routes',
]

describe('the output of a deployment', () => {
  it('is read from the line about the deployment', () => {
    const report = [{ type: 'wrangler-session' }, { type: 'deploy', targets: TARGETS }]
    expect(targetsIn(report.map((line) => JSON.stringify(line)).join('\n'))).toEqual(TARGETS)
    expect(targetsIn('')).toEqual([])
  })

  it('contains our complete hosts', () => {
    expect(hostsIn([...TARGETS, ...TARGETS])).toEqual([
      'gatehouse.somebody.workers.dev',
      'gate.example.com',
      'api.example.com',
    ])
    expect(hostsIn(["x'); DROP TABLE users; --.example.com"])).toEqual([])
  })

  it('becomes one SQL statement', () => {
    expect(keepHostsSql(['a.example.com', 'b.example.com'], 5)).toBe(
      "INSERT OR IGNORE INTO own_hosts (host, seen_at) VALUES ('a.example.com', 5), ('b.example.com', 5)",
    )
  })
})
