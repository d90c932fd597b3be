import { parseEnv } from 'node:util'
import {
  type ConfiguredVersion,
  compareSecrets,
  fingerprintOf,
  type KnownVersion,
  type NeededVersion,
  type SecretName,
  type SecretProblem,
  secretProblemText,
  VERSIONED_SECRETS,
} from '../../worker/platform/lib/crypto/secret-versions.ts'

/** What a database says about the secrets it was used with. */
export type SecretsInUse = { known: KnownVersion[]; needed: NeededVersion[] }

/** The option that accepts the loss of what cannot be restored. */
export const GIVE_UP = '--give-up-lost-secrets'

/** The versions in a text such as `2:<base64>,1:<base64>`; the Worker reports parts of another form. */
export function versionsIn(name: SecretName, value: string | undefined): ConfiguredVersion[] {
  return (value ?? '').split(',').flatMap((part) => {
    const [version = '', encoded = ''] = part.trim().split(':')
    const bytes = Buffer.from(encoded, 'base64')
    if (!/^[1-9]\d{0,3}$/.test(version) || bytes.length < 32) return []
    return [{ name, version: Number(version), fingerprint: fingerprintOf(bytes) }]
  })
}

/** The problems of a secrets file, given what the database was used with. */
export function problemsOf(text: string, { known, needed }: SecretsInUse): SecretProblem[] {
  const values = parseEnv(text)
  const configured = VERSIONED_SECRETS.flatMap((name) => versionsIn(name, values[name]))
  // A known version must exist even if no row needs it yet: a start must not replace it without consent.
  const expected = known
    .filter(({ givenUpAt }) => givenUpAt === null)
    .filter(({ name }) => !configured.some((one) => one.name === name))
    .filter(({ name, version }) => !needed.some((one) => one.name === name && one.version === version && one.rows > 0))
    .map(({ name, version }): SecretProblem => ({ name, version, rows: 0, problem: 'missing' }))
  const { problems } = compareSecrets(configured, known, needed)
  return [...problems, ...expected.filter(({ name }) => !problems.some((one) => one.name === name))]
}

const LOST: Record<SecretName, string> = {
  KEY_PEPPERS: 'API keys made under it stop working for good: each must be regenerated and handed out again.',
  DATA_KEYS:
    'what is sealed under it cannot be read again: signing secrets and custom headers of webhooks must be set anew, and\n  recoverable keys are not shown any more.',
}

/** Why nothing was started or deployed, and what to do. */
export function refusalOf(problems: readonly SecretProblem[], restore: string, command: string): string {
  const names = [...new Set(problems.map(({ name }) => name))]
  return [
    'The secrets do not belong to this database:',
    ...problems.map((one) => `  ${secretProblemText(one)}`),
    'Nothing was changed.',
    '',
    restore,
    '',
    'If they are lost for good, make new ones once:',
    `  ${command} ${GIVE_UP}`,
    'What is lost then:',
    ...names.map((name) => `  ${name}: ${LOST[name]}`),
    'docs/secrets.md says more.',
  ].join('\n')
}

/** The number for a new version: one that was never used. */
export const nextVersion = (name: SecretName, { known, needed }: SecretsInUse): number =>
  Math.max(0, ...[...known, ...needed].filter((one) => one.name === name).map(({ version }) => version)) + 1

/** SQL that marks versions as lost. Names and numbers come from our own types, so nothing has to be escaped. */
export const giveUpSql = (problems: readonly SecretProblem[], now: number): string =>
  `INSERT INTO secret_versions (name, version, fingerprint, first_seen_at, given_up_at) VALUES ${problems
    .map(({ name, version }) => `('${name}', ${version}, '', ${now}, ${now})`)
    .join(', ')} ON CONFLICT (name, version) DO UPDATE SET given_up_at = excluded.given_up_at`
