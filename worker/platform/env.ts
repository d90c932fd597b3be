import { fromBase64, utf8 } from './lib/crypto/encoding.ts'
import { type KeyedHash, keyedHash } from './lib/crypto/keyed-hash.ts'
import type { VersionedSecret } from './lib/crypto/sealing.ts'

export type Pepper = { version: number; hash: KeyedHash }

/** The checked environment; nothing else reads variables or secrets. */
export type Config = {
  local: boolean
  keyPrefix: string
  /** Hosts that lead to this Worker: webhooks may not point at them. */
  ownHosts: string[]
  /** Hosts that organizations may claim for their gateways, each perhaps for one organization alone. */
  gatewayHosts: { host: string; organizationId: string | null }[]
  /**
   * Upstreams of the gateway that the target policy would refuse: origins, and `service:NAME` for service bindings; each
   * perhaps for one organization alone.
   */
  gatewayUpstreams: { upstream: string; organizationId: string | null }[]
  /** Origins of pages, besides those of our hosts, that may call the MCP endpoint; `*`: all. */
  mcpOrigins: string[]
  /** Newest first. */
  peppers: Pepper[]
  /** Newest first. */
  dataKeys: VersionedSecret[]
  authSecret: string
  setupToken: string
  /** The secret with which scanners sign their reports; null: reports are not accepted. */
  leakReportSecret: string | null
}

/** The environment lacks something that the Worker needs. The message names it and how to set it, never a value. */
export class ConfigError extends Error {
  constructor(name: string, problem: string) {
    super(
      `${name} ${problem} Locally, "npm start" writes it to .dev.vars; in your account: wrangler secret put ${name}.`,
    )
    this.name = 'ConfigError'
  }
}

function versionedSecrets(name: string, value: string | undefined): VersionedSecret[] {
  if (!value) throw new ConfigError(name, 'is missing.')
  const secrets = value.split(',').map((part) => {
    const [version, encoded = ''] = part.trim().split(':')
    const bytes = fromBase64(encoded)
    if (!/^[1-9]\d{0,3}$/.test(version ?? '') || !bytes || bytes.length < 32) {
      throw new ConfigError(name, 'must look like 1:<base64 of 32 bytes>, several separated by commas.')
    }
    return { version: Number(version), bytes }
  })
  if (new Set(secrets.map((secret) => secret.version)).size !== secrets.length) {
    throw new ConfigError(name, 'names a version twice.')
  }
  return secrets.sort((a, b) => b.version - a.version)
}

function longSecret(name: string, value: string | undefined, length: number): string {
  if (!value) throw new ConfigError(name, 'is missing.')
  if (utf8(value).length < length) throw new ConfigError(name, `must be at least ${length} characters long.`)
  return value
}

function hostsOf(text: string): string[] {
  const hosts = text
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '')
  if (hosts.some((host) => !/^[a-z0-9.-]+(:\d+)?$/.test(host))) {
    throw new ConfigError('PUBLIC_HOSTS', 'must be host names separated by commas, such as gatehouse.example.com.')
  }
  return hosts
}

/** Entries separated by commas, each perhaps with `=org_...` for one organization alone. */
function entriesOf(text: string): { entry: string; organizationId: string | null }[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, entry = part, organizationId = null] = /^(.*?)\s*=\s*(org_[0-9a-z]+)$/.exec(part) ?? []
      return { entry, organizationId }
    })
}

function gatewayHostsOf(text: string): Config['gatewayHosts'] {
  return entriesOf(text).map(({ entry, organizationId }) => {
    const host = entry.toLowerCase()
    if (!/^[a-z0-9.-]+(:\d+)?$/.test(host)) {
      throw new ConfigError('GATEWAY_HOSTS', 'must be host names separated by commas, such as api.example.com.')
    }
    return { host, organizationId }
  })
}

function gatewayUpstreamsOf(text: string): Config['gatewayUpstreams'] {
  return entriesOf(text).map(({ entry, organizationId }) => {
    const isService = /^service:[A-Z][A-Z0-9_]{0,50}$/.test(entry)
    const isOrigin = URL.canParse(entry) && new URL(entry).origin === entry && /^https?:/.test(entry)
    if (!isService && !isOrigin) {
      throw new ConfigError(
        'GATEWAY_UPSTREAMS',
        'must be origins or service:NAME, separated by commas, such as http://10.0.0.5:8080, service:FORUM=org_123.',
      )
    }
    return { upstream: entry, organizationId }
  })
}

function mcpOriginsOf(text: string): string[] {
  return entriesOf(text).map(({ entry }) => {
    if (entry === '*' || (URL.canParse(entry) && new URL(entry).origin === entry && /^https?:/.test(entry)))
      return entry
    throw new ConfigError(
      'MCP_ORIGINS',
      'must be origins separated by commas, such as https://agent.example.com, or *.',
    )
  })
}

/** Prefixes of credentials that are no keys: tokens of incoming webhooks, and codes, tokens and secrets of OAuth. */
export const RESERVED_PREFIXES = ['hook', 'oac', 'oat', 'ocs', 'ort'] as const

function check(env: Env): Config {
  if (!/^[a-z][a-z0-9]{0,9}$/.test(env.KEY_PREFIX)) {
    throw new ConfigError('KEY_PREFIX', 'must be 1 to 10 lower-case letters and digits.')
  }
  if (RESERVED_PREFIXES.some((one) => one === env.KEY_PREFIX)) {
    throw new ConfigError(
      'KEY_PREFIX',
      `must not be one of ${RESERVED_PREFIXES.join(', ')}: other credentials have them.`,
    )
  }
  if (env.GATEHOUSE_ENV !== 'local' && env.GATEHOUSE_ENV !== 'production') {
    throw new ConfigError('GATEHOUSE_ENV', 'must be "production" or "local".')
  }
  return {
    local: env.GATEHOUSE_ENV === 'local',
    keyPrefix: env.KEY_PREFIX,
    ownHosts: hostsOf(env.PUBLIC_HOSTS ?? ''),
    gatewayHosts: gatewayHostsOf(env.GATEWAY_HOSTS ?? ''),
    gatewayUpstreams: gatewayUpstreamsOf(env.GATEWAY_UPSTREAMS ?? ''),
    mcpOrigins: mcpOriginsOf(env.MCP_ORIGINS ?? ''),
    peppers: versionedSecrets('KEY_PEPPERS', env.KEY_PEPPERS).map(({ version, bytes }) => ({
      version,
      hash: keyedHash(bytes),
    })),
    dataKeys: versionedSecrets('DATA_KEYS', env.DATA_KEYS),
    authSecret: longSecret('AUTH_SECRET', env.AUTH_SECRET, 32),
    setupToken: longSecret('SETUP_TOKEN', env.SETUP_TOKEN, 16),
    leakReportSecret: leakReportSecretOf(env),
  }
}

/**
 * Optional, and so not among the secrets that wrangler requires; wrangler loads only declared names from the local
 * file.
 */
function leakReportSecretOf(env: Env & { LEAK_REPORT_SECRET?: string }): string | null {
  const local = env.GATEHOUSE_ENV === 'local' ? env.LOCAL_LEAK_REPORT_SECRET : ''
  const secret = env.LEAK_REPORT_SECRET || local
  return secret ? longSecret('LEAK_REPORT_SECRET', secret, 32) : null
}

/** The binding and the sender address of alert mails. */
export type AlertMail = { binding: SendEmail; from: string }

/**
 * The binding that sends alerts by email; null if the optional binding ALERTS_EMAIL is not in wrangler.toml, or (with a
 * message in the Worker's log) if no sender address is configured.
 */
export function alertMailOf(env: Env & { ALERTS_EMAIL?: SendEmail; ALERT_EMAIL_FROM?: string }): AlertMail | null {
  if (!env.ALERTS_EMAIL) return null
  if (!env.ALERT_EMAIL_FROM) {
    console.error('ALERTS_EMAIL is bound, but ALERT_EMAIL_FROM is missing: name the sender under [vars].')
    return null
  }
  return { binding: env.ALERTS_EMAIL, from: env.ALERT_EMAIL_FROM }
}

/** The bucket for archives; null if the optional binding ARCHIVE is not in wrangler.toml. */
export const archiveOf = (env: Env & { ARCHIVE?: R2Bucket }): R2Bucket | null => env.ARCHIVE ?? null

let checked: Config | undefined

/** The configuration of this isolate, checked once. Throws ConfigError. */
export function configOf(env: Env): Config {
  checked ??= check(env)
  return checked
}
