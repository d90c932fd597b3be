import { randomBytes, randomInt } from 'node:crypto'
import { parseEnv } from 'node:util'
import type { SecretName, SecretProblem } from '../../worker/platform/lib/crypto/secret-versions.ts'
import { writeAtomically } from './files.ts'
import { nextVersion, type SecretsInUse } from './secrets.ts'
import { readIfExists } from './settings.ts'

const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789'

/** The secrets of a local installation; a missing one is created. docs/data.md says what each one protects. */
const MAKERS = {
  KEY_PEPPERS: () => `1:${randomBytes(32).toString('base64')}`,
  DATA_KEYS: () => `1:${randomBytes(32).toString('base64')}`,
  AUTH_SECRET: () => randomBytes(32).toString('base64url'),
  SETUP_TOKEN: () => readable(4),
  GATEHOUSE_ENV: () => 'local',
  LOCAL_OWNER_PASSWORD: () => readable(4),
  LOCAL_LEAK_REPORT_SECRET: () => randomBytes(32).toString('base64url'),
} satisfies Record<string, () => string>

export type VarName = keyof typeof MAKERS
export type Vars = Record<VarName, string>

/** The names that a deployed Gatehouse needs as secrets, each with a function that creates it. */
export const SECRETS = {
  KEY_PEPPERS: MAKERS.KEY_PEPPERS,
  DATA_KEYS: MAKERS.DATA_KEYS,
  AUTH_SECRET: MAKERS.AUTH_SECRET,
  SETUP_TOKEN: MAKERS.SETUP_TOKEN,
}

/**
 * Reads the secrets file and adds what is missing, without changing existing lines.
 *
 * @returns the values, and the names that were added
 */
export function ensureVars(path: string): { vars: Vars; added: VarName[] } {
  const text = readIfExists(path) ?? ''
  const present = parseEnv(text)
  const added = names().filter((name) => !present[name])
  if (added.length > 0) {
    const made = added.map((name) => `${name}="${MAKERS[name]()}"\n`).join('')
    const heading = '# Secrets of this machine only, made by `npm start`. Never commit this file.\n'
    const kept = text === '' || text.endsWith('\n') ? text : `${text}\n`
    writeAtomically(path, `${kept || heading}${made}`, 0o600)
  }
  return { vars: valuesIn(path), added }
}

/**
 * A versioned secret with a new, highest version. Versions of `before` are kept unless they are lost.
 *
 * @param version the number of the new one
 */
export function makeVersioned(
  version: number,
  before: string | undefined,
  lost: readonly { version: number }[],
): string {
  const parts = (before ?? '').split(',').map((part) => part.trim())
  const kept = parts.filter((part) => part !== '' && !lost.some((one) => part.startsWith(`${one.version}:`)))
  return [`${version}:${randomBytes(32).toString('base64')}`, ...kept].join(',')
}

/**
 * Replaces lost secrets with new versions. The old value is kept in the file as a comment: it may help somebody who
 * looks for the right one.
 */
export function replaceLost(path: string, lost: readonly SecretProblem[], inUse: SecretsInUse): SecretName[] {
  const names = [...new Set(lost.map(({ name }) => name))]
  let text = readIfExists(path) ?? ''
  for (const name of names) {
    const versions = lost.filter((one) => one.name === name)
    const made = makeVersioned(nextVersion(name, inUse), parseEnv(text)[name], versions)
    text = text.replace(new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=`, 'gm'), (line) => `# given up: ${line}`)
    text = `${text === '' || text.endsWith('\n') ? text : `${text}\n`}${name}="${made}"\n`
  }
  if (names.length > 0) writeAtomically(path, text, 0o600)
  return names
}

/** The values of a secrets file, or null if the file or one of the names is missing. */
export function readVars(path: string): Vars | null {
  const present = parseEnv(readIfExists(path) ?? '')
  return names().every((name) => present[name]) ? valuesIn(path) : null
}

function valuesIn(path: string): Vars {
  const present = parseEnv(readIfExists(path) ?? '')
  const value = (name: VarName) => present[name] ?? ''
  return {
    KEY_PEPPERS: value('KEY_PEPPERS'),
    DATA_KEYS: value('DATA_KEYS'),
    AUTH_SECRET: value('AUTH_SECRET'),
    SETUP_TOKEN: value('SETUP_TOKEN'),
    GATEHOUSE_ENV: value('GATEHOUSE_ENV'),
    LOCAL_OWNER_PASSWORD: value('LOCAL_OWNER_PASSWORD'),
    LOCAL_LEAK_REPORT_SECRET: value('LOCAL_LEAK_REPORT_SECRET'),
  }
}

function names(): VarName[] {
  return Object.keys(MAKERS).filter((name): name is VarName => name in MAKERS)
}

/** Groups of five unambiguous letters: about 25 bits each. */
function readable(groups: number): string {
  const group = () => Array.from({ length: 5 }, () => READABLE[randomInt(READABLE.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}
