import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { AUDIT_ACTIONS } from '../../../contract/audit-actions.ts'
import { words } from './words.ts'

const files = readdirSync('worker', { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
)
const sources = files.map((name) => readFileSync(`worker/${name}`, 'utf8')).join('\n')

test('every action that the audit log records has words of its own, and is a choice of the filter', () => {
  const { actions } = words()
  expect(Object.keys(actions)).toEqual([...AUDIT_ACTIONS])
  expect(new Set(Object.values(actions)).size).toBe(AUDIT_ACTIONS.length)
})

test('the actions that the code writes are those that are listed', () => {
  const written = [...sources.matchAll(/\baction: '([a-z_]+\.[a-z_]+)'/g)].map(([, action]) => action)
  expect(written.length).toBeGreaterThan(20)
  const listed: readonly (string | undefined)[] = AUDIT_ACTIONS
  expect(written.filter((action) => !listed.includes(action))).toEqual([])
  expect(AUDIT_ACTIONS.filter((action) => !sources.includes(`'${action}'`))).toEqual([])
})
