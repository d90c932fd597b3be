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
  it('is created if it does not exist', () => {
    expect(messageFor(join(home, 'new/deep'))).toBe('')
  })

  it('that is a file, or is below one, is refused with a message that says what to do', () => {
    const file = join(home, 'file')
    writeFileSync(file, '')
    expect(messageFor(file)).toContain('not a directory')
    expect(messageFor(join(file, 'below'))).toContain('a part of this path is a file')
    expect(messageFor(file)).toContain('GATEHOUSE_STATE=')
  })

  it('that is not writable is refused', () => {
    const locked = mkdtempSync(join(home, 'locked-'))
    chmodSync(locked, 0o500)
    // root may write everywhere.
    expect(messageFor(locked)).toContain(process.getuid?.() === 0 ? '' : 'you may not write there')
  })

  it('with a path that is too long is refused', () => {
    expect(messageFor(join(home, 'x'.repeat(5000)))).toContain('the path is too long')
  })
})
