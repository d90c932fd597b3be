/** The owner of a table: the folders whose files may name it, and whether every feature may read it. */
export type Owner = { folders: readonly string[]; readableByAll?: true }

const of = (...folders: string[]): Owner => ({ folders: folders.map((folder) => `worker/${folder}/`) })
const readable = (...folders: string[]): Owner => ({ ...of(...folders), readableByAll: true })

const EVENT_LOGS = of('features/event-logs')
const WEBHOOKS = of('features/webhooks')
const API_KEYS = of('features/api-keys')
const RECORDS = of('features/records')
const OAUTH = of('features/oauth')
const GATEWAY = of('features/gateway')
const IDENTITY = of('features/identity')
// Alerts are raised in the platform, for every feature; the feature `alerts` shows, sends and changes them.
const ALERTS = readable('platform/alerts', 'features/alerts')

/**
 * Every table has one owner. A part of the platform and the feature that presents it count as one owner. Other features
 * call a verb of the owner. Every feature may read tables of the platform and organizations, because queries of all
 * features join the settings of organizations. Only the owner writes them.
 */
export const TABLES: Readonly<Record<string, Owner>> = {
  installation: IDENTITY,
  users: IDENTITY,
  sessions: IDENTITY,
  accounts: IDENTITY,
  verifications: IDENTITY,
  members: IDENTITY,
  organizations: readable('features/identity'),
  own_hosts: readable('platform/outbound'),
  secret_versions: readable('platform/secrets'),
  idempotency: readable('platform/http'),
  job_runs: readable('platform/scheduler'),
  retry_jobs: readable('platform/batch-jobs'),
  archives: readable('platform/retention', 'features/maintenance'),
  audit_logs: readable('platform/audit', 'features/audit'),
  alerts: ALERTS,
  alert_rules: ALERTS,
  alert_counters: ALERTS,
  key_routes: ALERTS,
  api_keys: API_KEYS,
  api_key_tags: API_KEYS,
  custom_scopes: API_KEYS,
  imported_keys: API_KEYS,
  import_prefixes: API_KEYS,
  event_logs: EVENT_LOGS,
  event_log_bodies: EVENT_LOGS,
  usage_hourly: EVENT_LOGS,
  usage_hours: EVENT_LOGS,
  usage_tops: EVENT_LOGS,
  usage_countries: EVENT_LOGS,
  api_key_usage: EVENT_LOGS,
  webhook_usage: EVENT_LOGS,
  log_counters: EVENT_LOGS,
  log_batches: EVENT_LOGS,
  interrupted_messages: EVENT_LOGS,
  dismissals: of('features/overview'),
  events: of('features/events'),
  event_types: of('features/events'),
  modules: RECORDS,
  records: RECORDS,
  record_index: RECORDS,
  module_purges: RECORDS,
  module_builds: RECORDS,
  incoming_webhooks: of('features/incoming'),
  incoming_requests: of('features/incoming'),
  oauth_apps: OAUTH,
  oauth_grants: OAUTH,
  oauth_families: OAUTH,
  oauth_tokens: OAUTH,
  oauth_clients: OAUTH,
  oauth_assertions: OAUTH,
  oauth_settings: OAUTH,
  gateway_routes: GATEWAY,
  gateway_generations: GATEWAY,
  gateway_hosts: GATEWAY,
  signing_keys: GATEWAY,
  approvals: of('features/agents'),
  webhooks: WEBHOOKS,
  deliveries: WEBHOOKS,
  attempts: WEBHOOKS,
}

/** A file that names tables of others, and why. An unused exception is a problem. */
export type Exception = { file: string; tables: readonly string[]; why: string }

const NAMES =
  'Entries are shown with the names of their key, app and webhook, read by one join instead of a query more.'
const USAGE = 'Lists and reviews join the usage of each row: asking for it apart would read it twice.'
const ONE_QUERY = 'One query joins what several features know of a call; apart, each would read as many rows again.'
const SEALED = 'Sealed columns are counted by version in one statement, which the tools of operators run too.'

export const EXCEPTIONS: readonly Exception[] = [
  {
    file: 'worker/features/event-logs/entries/entry-store.ts',
    tables: ['api_keys', 'oauth_apps', 'webhooks'],
    why: NAMES,
  },
  {
    file: 'worker/features/event-logs/entries/list-store.ts',
    tables: ['api_keys', 'oauth_apps', 'webhooks'],
    why: NAMES,
  },
  {
    file: 'worker/features/event-logs/entries/name-store.ts',
    tables: ['api_keys', 'oauth_apps', 'webhooks'],
    why: NAMES,
  },
  { file: 'worker/features/event-logs/retention.ts', tables: ['api_keys', 'oauth_apps', 'webhooks'], why: NAMES },
  {
    file: 'worker/features/event-logs/entries/captured-store.ts',
    tables: ['api_keys'],
    why: 'Whether bodies are kept is decided in the statement that writes them, so that turning it off holds at once.',
  },
  {
    file: 'worker/features/event-logs/rollups/key-usage-store.ts',
    tables: ['api_keys'],
    why: 'When a key got its secret is compared in the statement that counts its calls: no regeneration comes between.',
  },
  {
    file: 'worker/features/event-logs/rollups/old-usage-store.ts',
    tables: ['api_keys', 'oauth_apps'],
    why: 'The index of countries begins with the key or the app: without those, all countries would be read.',
  },
  {
    file: 'worker/features/event-logs/live/credential-store.ts',
    tables: ['api_keys', 'sessions'],
    why: 'A stream asks when its credential ends; features that own credentials stand later in the list.',
  },
  {
    file: 'worker/features/event-logs/live/watch-store.ts',
    tables: ['organizations'],
    why: 'Until when the live log is watched stands with the organization: a row of its own would be one more to read.',
  },
  { file: 'worker/features/api-keys/keys/store.ts', tables: ['api_key_usage'], why: USAGE },
  { file: 'worker/features/api-keys/guard/policy-store.ts', tables: ['api_key_usage'], why: USAGE },
  { file: 'worker/features/api-keys/review/review-store.ts', tables: ['api_key_usage'], why: USAGE },
  {
    file: 'worker/features/identity/store.ts',
    tables: ['custom_scopes'],
    why: 'What a developer may grant is read with the role, in the query that every call of a session makes.',
  },
  { file: 'worker/features/oauth/rows/app-store.ts', tables: ['api_key_usage'], why: USAGE },
  {
    file: 'worker/features/oauth/guard/policy-store.ts',
    tables: ['members', 'custom_scopes', 'api_keys'],
    why: 'What a grant can do is bounded by what its member, or key, holds now: one query reads both.',
  },
  { file: 'worker/features/webhooks/settings/store.ts', tables: ['webhook_usage'], why: USAGE },
  { file: 'worker/features/webhooks/health/health-store.ts', tables: ['webhook_usage'], why: USAGE },
  { file: 'worker/features/webhooks/delivery/claim-store.ts', tables: ['events'], why: ONE_QUERY },
  {
    file: 'worker/features/alerts/detection/baseline-store.ts',
    tables: ['api_keys', 'usage_hourly', 'usage_tops'],
    why: ONE_QUERY,
  },
  { file: 'worker/features/alerts/detection/counter-store.ts', tables: ['api_keys'], why: ONE_QUERY },
  {
    file: 'worker/platform/db/target-environment.ts',
    tables: ['api_keys', 'approvals', 'events', 'incoming_webhooks', 'oauth_apps', 'webhooks'],
    why: 'The environment of the target stands in the statement that writes the row, so no caller can forget it.',
  },
  {
    file: 'worker/platform/secrets/secret-store.ts',
    tables: ['api_keys', 'gateway_routes', 'incoming_webhooks', 'signing_keys', 'webhooks'],
    why: SEALED,
  },
  {
    file: 'worker/platform/lib/crypto/secret-versions.ts',
    tables: [
      'api_keys',
      'gateway_routes',
      'imported_keys',
      'incoming_webhooks',
      'oauth_apps',
      'oauth_clients',
      'oauth_families',
      'signing_keys',
      'webhooks',
    ],
    why: SEALED,
  },
]
