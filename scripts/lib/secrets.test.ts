import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { fingerprintOf } from '../../worker/platform/lib/crypto/secret-versions.ts'
import {
  deployedSecretsInUse,
  planSecrets,
  presentSecrets,
  type RunWrangler,
  writeRecoveryFile,
} from './deployed-secrets.ts'
import { problemsOf } from './secrets.ts'
import { ROOT } from './settings.ts'
import { replaceLost } from './vars.ts'
import { jsonIn } from './wrangler-output.ts'

const secret = (fill: number) => Buffer.alloc(32, fill)
const value = (...versions: [number, number][]) =>
  versions.map(([version, fill]) => `${version}:${secret(fill).toString('base64')}`).join(',')
const known = (name: 'KEY_PEPPERS' | 'DATA_KEYS', version: number, fill: number) => ({
  name,
  version,
  fingerprint: fingerprintOf(secret(fill)),
  givenUpAt: null,
})
const needs = (name: 'KEY_PEPPERS' | 'DATA_KEYS', version: number, rows = 3) => ({ name, version, rows })
const inUse = {
  known: [known('KEY_PEPPERS', 1, 1), known('DATA_KEYS', 1, 2)],
  needed: [needs('KEY_PEPPERS', 1), needs('DATA_KEYS', 1)],
}
const file = () => join(mkdtempSync(join(tmpdir(), 'gatehouse-secrets-')), 'secrets')

describe('the JSON output of wrangler', () => {
  it('is read among warnings and news', () => {
    const list = [{ name: 'KEY_PEPPERS', type: 'secret_text' }]
    const json = JSON.stringify(list, null, 2)
    const warning =
      '\u001b[33m▲ \u001b[43;33m[WARNING]\u001b[0m Processing wrangler.toml configuration:\n\n    - [vars] "a" {b}\n\n'
    for (const output of [
      json,
      warning + json,
      `[WARNING] old wrangler\n${json}\n`,
      `${json}\n[WARNING] see {docs}\n`,
    ]) {
      expect(jsonIn(output), output).toEqual(list)
    }
    expect(jsonIn('[WARNING] nothing else')).toBeUndefined()
    expect(jsonIn('')).toBeUndefined()
    expect(jsonIn('[]')).toEqual([])
  })

  it('lists the secrets of a Worker, or says that there is no Worker; anything else stops the deployment', () => {
    const says =
      (status: number, stdout: string, stderr = ''): RunWrangler =>
      () => ({ status, stdout, stderr })
    expect(presentSecrets(says(0, '▲ [WARNING] x\n\n[{"name":"DATA_KEYS"}]'))).toEqual(['DATA_KEYS'])
    expect(presentSecrets(says(1, '', 'Worker "gatehouse" not found. [code: 10007]'))).toBeNull()
    expect(() => presentSecrets(says(0, '[WARNING] x'))).toThrow('did not list the secrets')
    expect(() => presentSecrets(says(1, '', 'Not logged in'))).toThrow('Nothing was changed')
  })
})

describe('a local installation', () => {
  it('refuses missing and changed secrets, and accepts those of a rotation', () => {
    const problems = (text: string) => problemsOf(text, inUse).map(({ name, problem }) => `${name} ${problem}`)
    const good = `KEY_PEPPERS="${value([1, 1])}"\nDATA_KEYS="${value([1, 2])}"\n`
    expect(problems(good)).toEqual([])
    expect(problems(`KEY_PEPPERS="${value([2, 8], [1, 1])}"\nDATA_KEYS="${value([2, 9], [1, 2])}"\n`)).toEqual([])
    expect(problems('')).toEqual(['KEY_PEPPERS missing', 'DATA_KEYS missing'])
    expect(problems(good.replace('KEY_PEPPERS', 'X'))).toEqual(['KEY_PEPPERS missing'])
    expect(problems(`KEY_PEPPERS="${value([1, 7])}"\nDATA_KEYS="${value([1, 2])}"\n`)).toEqual(['KEY_PEPPERS changed'])
    // Nothing needs it yet, but it was in use, so it is not replaced without consent.
    expect(problemsOf('', { known: inUse.known, needed: [] }).map(({ problem }) => problem)).toEqual([
      'missing',
      'missing',
    ])
    expect(problemsOf('', { known: [], needed: [] })).toEqual([])
  })

  it('replaces lost secrets by new versions with new numbers, and keeps the rest of the file', () => {
    const path = file()
    const text = `# mine\nAUTH_SECRET=kept\nKEY_PEPPERS="${value([2, 7], [1, 1])}"\n`
    writeFileSync(path, text)
    chmodSync(path, 0o600)
    const used = { known: [known('KEY_PEPPERS', 2, 3), ...inUse.known], needed: inUse.needed }
    expect(replaceLost(path, problemsOf(text, used), used)).toEqual(['KEY_PEPPERS', 'DATA_KEYS'])
    const after = readFileSync(path, 'utf8')
    expect(after).toMatch(/^# mine\nAUTH_SECRET=kept\n# given up: KEY_PEPPERS="2:/)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const values = parseEnv(after)
    expect(values.KEY_PEPPERS?.split(',').map((one) => one.split(':')[0])).toEqual(['3', '1'])
    expect(values.KEY_PEPPERS).toContain(value([1, 1]))
    expect(values.DATA_KEYS?.split(':')[0]).toBe('2')
    const given = used.known.map((one) =>
      one.fingerprint === fingerprintOf(secret(1)) ? one : { ...one, givenUpAt: 1 },
    )
    expect(problemsOf(after, { ...used, known: given })).toEqual([])
  })
})

describe('a deployment', () => {
  const plan = (present: string[], use: typeof inUse, restored = '', giveUp = false) =>
    planSecrets(present, use, restored, giveUp)
  const none = { known: [], needed: [] }
  const all = ['KEY_PEPPERS', 'DATA_KEYS', 'AUTH_SECRET', 'SETUP_TOKEN']

  it('creates all secrets if there is no database, and none if the Worker has them', () => {
    expect(plan([], none).made).toEqual(all)
    expect(plan([], none).secrets.KEY_PEPPERS).toMatch(/^1:/)
    expect(plan(all, none)).toEqual({ secrets: {}, made: [], lost: [] })
    expect(plan(all, inUse)).toEqual({ secrets: {}, made: [], lost: [] })
  })

  it('never replaces a secret that a database was used with, also if the Worker is not found', () => {
    for (const present of [[], ['AUTH_SECRET', 'SETUP_TOKEN'], ['KEY_PEPPERS', 'AUTH_SECRET', 'SETUP_TOKEN']]) {
      expect(() => plan(present, inUse)).toThrow(
        /DATA_KEYS version 1 is missing; 3 sealed values need it[\s\S]*--restore-secrets/,
      )
    }
    expect(plan(['KEY_PEPPERS', 'DATA_KEYS'], inUse).made).toEqual(['AUTH_SECRET', 'SETUP_TOKEN'])
    const given = plan(['AUTH_SECRET', 'SETUP_TOKEN'], inUse, '', true)
    expect(given.made).toEqual(['KEY_PEPPERS', 'DATA_KEYS'])
    expect(given.secrets.DATA_KEYS).toMatch(/^2:[^,]+$/)
    expect(given.lost).toMatchObject([
      { name: 'KEY_PEPPERS', version: 1 },
      { name: 'DATA_KEYS', version: 1 },
    ])
  })

  it('accepts restored secrets only if they are the right ones', () => {
    const right = `KEY_PEPPERS="${value([1, 1])}"\nDATA_KEYS="${value([1, 2])}"\n`
    expect(plan([], inUse, right)).toMatchObject({
      secrets: { KEY_PEPPERS: value([1, 1]), DATA_KEYS: value([1, 2]) },
      made: ['AUTH_SECRET', 'SETUP_TOKEN'],
    })
    expect(() => plan(all, inUse, `KEY_PEPPERS="${value([1, 9])}"`)).toThrow('KEY_PEPPERS version 1 is not the secret')
  })

  it('checks the database, and considers it new only if wrangler says that there is none', () => {
    const asked: string[] = []
    const wrangler =
      (answers: [RegExp, number, string][]): RunWrangler =>
      (args) => {
        const sql = args.join(' ')
        asked.push(sql)
        const [, status = 1, text = ''] = answers.find(([pattern]) => pattern.test(sql)) ?? []
        return { status, stdout: text, stderr: '' }
      }
    const rows = (results: object[]) => `▲ [WARNING] x\n${JSON.stringify([{ results, success: true }])}`
    expect(deployedSecretsInUse(wrangler([[/./, 1, `Couldn't find a D1 DB named 'gatehouse'`]]))).toEqual(none)
    expect(
      deployedSecretsInUse(
        wrangler([
          [/FROM secret_versions/, 1, 'no such table: secret_versions: SQLITE_ERROR'],
          [/FROM api_keys/, 0, rows([{ name: 'DATA_KEYS', version: '0001', rows: 2 }])],
        ]),
      ),
    ).toEqual({ known: [], needed: [needs('DATA_KEYS', 1, 2)] })
    expect(() => deployedSecretsInUse(wrangler([[/./, 1, 'fetch failed']]))).toThrow('Nothing was changed')
    expect(asked.every((sql) => sql.startsWith('d1 execute DB --remote --json --yes --command SELECT'))).toBe(true)
  })

  it('writes a recovery file that only its owner can read, never in the checkout and never over an existing file', () => {
    const path = file()
    expect(writeRecoveryFile(path, { KEY_PEPPERS: '1:abc' }, new Date(0))).toBe(path)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(parseEnv(readFileSync(path, 'utf8'))).toEqual({ KEY_PEPPERS: '1:abc' })
    expect(() => writeRecoveryFile(path, {}, new Date(0))).toThrow('exists already')
    expect(() => writeRecoveryFile(join(ROOT, 'secrets.env'), {}, new Date(0))).toThrow('must not lie inside')
  })
})
