// Plain data: the dashboard loads this file, so it must not pull in the validator.

/**
 * Every `code` of a problem, which is also the `outcome` of the log entry of a call that was refused with it. A refusal with
 * another code does not compile, and a code without words in admin-ui/features/event-logs/outcome-words.ts neither.
 */
export const PROBLEM_CODES = [
  'already_set_up',
  'archive_gone',
  'changed_meanwhile',
  'credential_ended',
  'credential_malformed',
  'credential_missing',
  'credential_unknown',
  'delivery_over',
  'delivery_under_way',
  'event_type_built_in',
  'event_type_exists',
  'first_answer_unreadable',
  'guard_unavailable',
  'idempotency_key_reused',
  'internal',
  'invalid',
  'ip_denied',
  'key_disabled',
  'key_expired',
  'key_revoked',
  'key_unreadable',
  'live_credential_needed',
  'lookup_unavailable',
  'malformed_json',
  'malformed_utf8',
  'method_not_allowed',
  'no_bucket',
  'no_credits',
  'not_configured',
  'not_confirmed',
  'not_found',
  'not_recoverable',
  'not_set_up',
  'open_already',
  'origin_mismatch',
  'owner_needed',
  'precondition_failed',
  'query_key_not_allowed',
  'rate_limited',
  'role_insufficient',
  'scope_missing',
  'scope_not_held',
  'secrets_changed',
  'session_needed',
  'setup_token_wrong',
  'sign_in_failed',
  'signature_expired',
  'signature_invalid',
  'too_large',
  'too_many_event_types',
  'too_many_streams',
  'too_many_webhooks',
  'two_credentials',
  'unsupported_media_type',
  'webhook_not_active',
  'websocket_needed',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

/**
 * What was missing when a call was refused; only the members that apply. Nothing here holds a value that was sent, but the
 * caller's address and the names of fields.
 */
export type LogReason = {
  /** Scopes that the route needs and the credential does not hold. */
  missingScopes?: string[] | undefined
  /** The limit of the key that was reached. */
  limit?: 'minute' | 'hour' | 'day' | undefined
  /** The organization's plan, where its limit was reached. */
  plan?: string | undefined
  /** Credits that were left. */
  credits?: number | undefined
  /** What the call costs, where that is not 1. */
  cost?: number | undefined
  /** The caller's address, which the key does not allow; null where none was known. */
  address?: string | null | undefined
  /** The environment that the call named, where its credential belongs to the other one. */
  environment?: 'live' | 'test' | undefined
  /** Fields that were not valid, by their paths; ten at most. */
  fields?: string[] | undefined
  /** Methods that the path takes. */
  methods?: string[] | undefined
}
