/**
 * Every `code` of a problem, which is also the `outcome` in the log entry of the refused call. A refusal with another
 * code does not compile, and a code without a message in the dashboard fails a test.
 */
export const PROBLEM_CODES = [
  'already_set_up',
  'app_disabled',
  'app_not_own',
  'app_public',
  'approval_needed',
  'approval_over',
  'archive_gone',
  'audience_wrong',
  'authorization_over',
  'changed_meanwhile',
  'child_key',
  'circuit_open',
  'client_left',
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
  'holder_needed',
  'host_taken',
  'idempotency_key_reused',
  'incoming_module_gone',
  'incoming_paused',
  'internal',
  'invalid',
  'ip_denied',
  'key_disabled',
  'key_expired',
  'key_revoked',
  'key_unreadable',
  'live_credential_needed',
  'lookup_unavailable',
  'malformed_form',
  'malformed_json',
  'malformed_utf8',
  'mcp_invalid',
  'method_not_allowed',
  'module_exists',
  'module_has_records',
  'module_in_use',
  'no_bucket',
  'no_credits',
  'no_grace',
  'no_route',
  'not_configured',
  'not_confirmed',
  'not_found',
  'not_recoverable',
  'not_replayable',
  'not_set_up',
  'not_stored',
  'oauth_invalid_client',
  'oauth_invalid_client_metadata',
  'oauth_invalid_grant',
  'oauth_invalid_redirect_uri',
  'oauth_invalid_request',
  'oauth_invalid_scope',
  'oauth_invalid_target',
  'oauth_temporarily_unavailable',
  'oauth_unauthorized_client',
  'oauth_unsupported_grant_type',
  'open_already',
  'openapi_invalid',
  'origin_mismatch',
  'owner_needed',
  'parent_not_active',
  'path_refused',
  'plan_limit_reached',
  'precondition_failed',
  'query_key_not_allowed',
  'rate_limited',
  'registration_off',
  'role_insufficient',
  'route_busy',
  'route_disabled',
  'route_exists',
  'scope_built_in',
  'scope_exists',
  'scope_in_use',
  'scope_missing',
  'scope_not_held',
  'secrets_changed',
  'session_needed',
  'setup_token_wrong',
  'sign_in_again',
  'sign_in_failed',
  'signature_expired',
  'signature_invalid',
  'token_expired',
  'token_revoked',
  'too_busy',
  'too_deep',
  'too_large',
  'too_many_approvals',
  'too_many_event_types',
  'too_many_hosts',
  'too_many_modules',
  'too_many_routes',
  'too_many_scopes',
  'too_many_streams',
  'tool_exists',
  'tool_failed',
  'two_credentials',
  'unsupported_media_type',
  'upstream_blocked',
  'upstream_broke_off',
  'upstream_failed',
  'upstream_timed_out',
  'upstream_unreachable',
  'value_taken',
  'webhook_not_active',
  'websocket_needed',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

/**
 * What was missing when a call was refused, or what followed from an attempt to deliver; only the members that apply. It contains no value that was sent, except the
 * caller's IP address and the names of fields.
 */
export type LogReason = {
  /** Scopes that the route requires and the credential does not have. */
  missingScopes?: string[] | undefined
  /** The limit of the key that was reached. */
  limit?: 'minute' | 'hour' | 'day' | undefined
  /** The limit or the credits are not those of the key but of a key above it. */
  parent?: boolean | undefined
  /** The organization's plan, if its limit was reached. */
  plan?: string | undefined
  /** Credits that were left. */
  credits?: number | undefined
  /** The cost of the call, if it is not 1. */
  cost?: number | undefined
  /** The caller's IP address, which the key does not allow; null if it was unknown. */
  address?: string | null | undefined
  /** The environment that the call named, if its credential belongs to the other one. */
  environment?: 'live' | 'test' | undefined
  /** Paths of invalid fields; at most ten. */
  fields?: string[] | undefined
  /** Methods that the path supports. */
  methods?: string[] | undefined
  /** The status with which the upstream of a route answered. */
  upstreamStatus?: number | undefined
  /** How long the call waited for the upstream, seconds. */
  waitedSeconds?: number | undefined
  /** The tool that was called. */
  tool?: string | undefined
  /** Of an attempt to deliver: its number, from 1. Left out of a first attempt that succeeded. */
  attempt?: number | undefined
  /** Attempts that the schedule had left after a failed one. */
  attemptsLeft?: number | undefined
  /** When the next attempt was due, ISO 8601; null if the delivery has failed for good. */
  retryAt?: string | null | undefined
}
