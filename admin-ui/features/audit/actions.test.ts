import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { AUDIT_ACTIONS } from '../../../contract/audit.data.ts'
import { m } from '../../messages/index.ts'

const files = readdirSync('worker', { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
)
const sources = files.map((name) => readFileSync(`worker/${name}`, 'utf8')).join('\n')

test('every action that the audit log records has a text of its own', () => {
  const texts = AUDIT_ACTIONS.map((action) => m.audit_action_name({ action }))
  expect(texts.filter((text, index) => text === AUDIT_ACTIONS[index])).toEqual([])
  expect(new Set(texts).size).toBe(AUDIT_ACTIONS.length)
})

test('the actions that the code writes are those that are listed', () => {
  const written = [...sources.matchAll(/\baction: '([a-z_]+\.[a-z_]+)'/g)].map(([, action]) => action)
  expect(written.length).toBeGreaterThan(20)
  const listed: readonly (string | undefined)[] = AUDIT_ACTIONS
  expect(written.filter((action) => !listed.includes(action))).toEqual([])
  expect(AUDIT_ACTIONS.filter((action) => !sources.includes(`'${action}'`))).toEqual([])
})
