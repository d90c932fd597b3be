import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ensureVars, readVars } from './vars.ts'

const newPath = () => join(mkdtempSync(join(tmpdir(), 'gatehouse-vars-')), '.dev.vars')

test('secrets are created once, readable only by their owner, in the form that the Worker expects', () => {
  const path = newPath()
  const { vars, added } = ensureVars(path)
  expect(added).toHaveLength(7)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(Buffer.from(vars.KEY_PEPPERS.replace(/^1:/, ''), 'base64')).toHaveLength(32)
  expect(Buffer.from(vars.DATA_KEYS.replace(/^1:/, ''), 'base64')).toHaveLength(32)
  expect(Buffer.from(vars.AUTH_SECRET, 'base64url')).toHaveLength(32)
  expect(vars.SETUP_TOKEN.length).toBeGreaterThanOrEqual(16)
  expect(ensureVars(path)).toEqual({ vars, added: [] })
  expect(readVars(path)).toEqual(vars)
})

test('an existing file keeps every line, and missing secrets are added', () => {
  const path = newPath()
  writeFileSync(path, '# mine\nAUTH_SECRET=kept\nOTHER="1"')
  const { vars, added } = ensureVars(path)
  expect(vars.AUTH_SECRET).toBe('kept')
  expect(added).not.toContain('AUTH_SECRET')
  expect(readFileSync(path, 'utf8')).toMatch(/^# mine\nAUTH_SECRET=kept\nOTHER="1"\nKEY_PEPPERS="1:/)
})
