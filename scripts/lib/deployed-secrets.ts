import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import {
  NEEDED_SQL,
  OLDER_NEEDED_SQL,
  readNeeded,
  type SecretName,
  type SecretProblem,
  VERSIONED_SECRETS,
} from '../../worker/platform/lib/crypto/secret-versions.ts'
import { nextVersion, problemsOf, refusalOf, type SecretsInUse } from './secrets.ts'
import { ROOT, UserError } from './settings.ts'
import { makeVersioned, SECRETS } from './vars.ts'
import { jsonIn } from './wrangler-output.ts'

/** Runs wrangler and returns its output. */
export type RunWrangler = (args: string[]) => { status: number | null; stdout: string; stderr: string }

const NOTHING_IN_USE: SecretsInUse = { known: [], needed: [] }

/**
 * The names of the secrets of the deployed Worker; null if there is no Worker yet. Any other error stops the
 * deployment: a new pepper over an old one would make every issued key invalid.
 */
export function presentSecrets(run: RunWrangler): string[] | null {
  const { status, stdout, stderr } = run(['secret', 'list', '--format', 'json'])
  if (status === 0) {
    const list = jsonIn(stdout)
    if (Array.isArray(list)) return list.map((one: { name: string }) => one.name)
    throw new UserError(
      `Wrangler did not list the secrets of the Worker. It said:\n${stdout}${stderr}\nNothing was changed.`,
    )
  }
  if (/\b10007\b|Worker "[^"]+" not found/.test(stdout + stderr)) return null
  throw new UserError(
    `${stdout}${stderr}\nWrangler could not look into your account. Sign in with \`npx wrangler login\`, or set\n` +
      'CLOUDFLARE_API_TOKEN, and run `npm run deploy` again. Nothing was changed.',
  )
}

/**
 * The secrets that the deployed database was used with; nothing if there is no database yet. A missing Worker proves
 * nothing: it may have been renamed or deleted, and its database still exists.
 */
export function deployedSecretsInUse(run: RunWrangler): SecretsInUse {
  const known = query(run, 'SELECT name, version, fingerprint, given_up_at AS givenUpAt FROM secret_versions')
  if (known === 'no database') return NOTHING_IN_USE
  let needed = query(run, oneLine(NEEDED_SQL))
  for (const { sql } of OLDER_NEEDED_SQL) if (needed === 'no table') needed = query(run, oneLine(sql))
  return {
    known: Array.isArray(known) ? (known as SecretsInUse['known']) : [],
    needed: Array.isArray(needed) ? (needed as Parameters<typeof readNeeded>[0][]).map(readNeeded) : [],
  }
}

const oneLine = (sql: string): string => sql.replace(/\s+/g, ' ').trim()

function query(run: RunWrangler, sql: string): unknown[] | 'no database' | 'no table' {
  const { status, stdout, stderr } = run(['d1', 'execute', 'DB', '--remote', '--json', '--yes', '--command', sql])
  if (status === 0) {
    const answer = jsonIn(stdout)
    if (Array.isArray(answer) && Array.isArray(answer[0]?.results)) return answer[0].results
  }
  const said = stdout + stderr
  if (/Couldn't find a D1 DB/.test(said)) return 'no database'
  // Created by an earlier version, or its migrations were never applied.
  if (/no such table/.test(said)) return 'no table'
  throw new UserError(
    `${said}\nWrangler could not ask the database which secrets it was used with. Nothing was changed; run it again.`,
  )
}

export type SecretsPlan = {
  /** To be uploaded. */
  secrets: Record<string, string>
  /** The new ones among them, which are stored nowhere else. */
  made: string[]
  /** Versions to be marked as lost. */
  lost: SecretProblem[]
}

/**
 * Decides which secrets a deployment uploads: restored ones, and new ones for names that the Worker does not have.
 * Refuses to replace a secret that a database was used with.
 *
 * @param present the names that the Worker has
 * @param restored the text of a recovery file; empty without one
 * @throws UserError if a secret is missing, or restored with other bytes, and the loss is not accepted
 */
export function planSecrets(
  present: readonly string[],
  inUse: SecretsInUse,
  restored: string,
  giveUp: boolean,
): SecretsPlan {
  const values = parseEnv(restored)
  const given = Object.fromEntries(
    Object.entries(values).filter((one): one is [string, string] => one[0] in SECRETS && Boolean(one[1])),
  )
  const missing = Object.keys(SECRETS).filter((name) => !present.includes(name) && !(name in given))
  // Nobody can read the Worker's secrets: its own check reports other bytes, at /healthz.
  const isChecked = (one: { name: string }) => missing.includes(one.name) || one.name in given
  const lost = problemsOf(restored, { known: inUse.known.filter(isChecked), needed: inUse.needed.filter(isChecked) })
  if (lost.length > 0 && !giveUp) {
    const restore =
      'Put them back from your recovery file:\n  npm run deploy -- --restore-secrets <file>\n' +
      'If the Worker has another name than before, set `name` in wrangler.toml back.'
    throw new UserError(refusalOf(lost, restore, 'npm run deploy --'))
  }
  const anew = new Set([...missing, ...lost.map(({ name }) => name)])
  const made = [...anew].map((name) => {
    const versioned = VERSIONED_SECRETS.find((one): one is SecretName => one === name)
    const value = versioned
      ? makeVersioned(nextVersion(versioned, inUse), given[name], lost)
      : SECRETS[name as keyof typeof SECRETS]()
    return [name, value] as const
  })
  return { secrets: { ...given, ...Object.fromEntries(made) }, made: [...anew], lost }
}

/**
 * Writes new secrets to a file that only its owner can read, before they are uploaded: they cannot be read back from
 * the account. Never inside the checkout, where they could be committed, and never over another file.
 *
 * @returns the path of the file
 */
export function writeRecoveryFile(path: string | undefined, secrets: Record<string, string>, now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '')
  const file = resolve(path ?? join(homedir(), `gatehouse-secrets-${stamp}.env`))
  if (!relative(ROOT, file).startsWith('..')) {
    throw new UserError(`The recovery file must not lie inside ${ROOT}, where it could be committed: ${file}`)
  }
  if (existsSync(file)) throw new UserError(`${file} exists already. Name another with --recovery-file <file>.`)
  const lines = Object.entries(secrets).map(([name, value]) => `${name}="${value}"\n`)
  const heading = `# Secrets of a Gatehouse, made on ${now.toISOString()}. Keep them as you keep passwords: docs/secrets.md.\n`
  writeFileSync(file, heading + lines.join(''), { mode: 0o600, flag: 'wx' })
  chmodSync(file, 0o600)
  return file
}
