import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { newReference } from '../../features/api-keys/format/key-format.ts'
import { apiKeyCredentials } from '../../features/api-keys/guard/key-guard.ts'

const config = readFileSync('wrangler.toml', 'utf8')

/** Each migration of wrangler.toml, in order: its tag and what it does. */
const migrations = config
  .split('[[migrations]]')
  .slice(1)
  .map((text) => text.split('\n\n')[0]?.trim() ?? '')

describe('the storage of the guards', () => {
  it('moves to the class CredentialGuard by a rename that keeps objects and storage', () => {
    expect(migrations[0]).toBe('tag = "v1"\nnew_sqlite_classes = ["KeyGuard", "SignInGate"]')
    expect(migrations).toContain('tag = "v5"\nrenamed_classes = [{ from = "KeyGuard", to = "CredentialGuard" }]')
    expect(migrations.filter((text) => text.includes('CredentialGuard'))).toHaveLength(1)
    expect(config).toContain('name = "CREDENTIAL_GUARD"\nclass_name = "CredentialGuard"')
  })

  it('keeps its name: the bare reference of the key', () => {
    for (let n = 0; n < 100; n++) expect(apiKeyCredentials.owns(newReference())).toBe(true)
    expect(apiKeyCredentials.owns('grant:abcdefghij')).toBe(false)
  })
})
