import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { prepareState } from './run-record.ts'
import { settingsFor, UserError } from './settings.ts'

const home = mkdtempSync(join(tmpdir(), 'gatehouse-state-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

function messageFor(state: string): string {
  try {
    prepareState(settingsFor(8787, state))
    return ''
  } catch (error) {
    expect(error).toBeInstanceOf(UserError)
    return error instanceof Error ? error.message : ''
  }
}

describe('a state directory', () => {
  it('is made where there is none', () => {
    expect(messageFor(join(home, 'new/deep'))).toBe('')
  })

  it('that is a file, or lies below one, is refused in words that say what to do', () => {
    const file = join(home, 'file')
    writeFileSync(file, '')
    expect(messageFor(file)).toContain('not a directory')
    expect(messageFor(join(file, 'below'))).toContain('a part of this path is a file')
    expect(messageFor(file)).toContain('GATEHOUSE_STATE=')
  })

  it('in which nothing may be written is refused', () => {
    const locked = mkdtempSync(join(home, 'locked-'))
    chmodSync(locked, 0o500)
    // Nothing is forbidden to root.
    expect(messageFor(locked)).toContain(process.getuid?.() === 0 ? '' : 'you may not write there')
  })

  it('whose path is too long is refused', () => {
    expect(messageFor(join(home, 'x'.repeat(5000)))).toContain('the path is too long')
  })
})
