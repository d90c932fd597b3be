import type { LogEntry, LogTrail } from '../../../../client/src/generated.ts'
import { address } from '../../../../client/src/request.ts'
import { secondsOf } from '../../../format/delivery-outcome.ts'
import { outcomeText } from '../../../format/entry-outcome.ts'
import { apiKeyHref, eventLogHref, GATEWAY, webhookHref } from '../../../format/links.ts'
import {
  addScopesHref,
  approvalsHref,
  gatewayRouteHref,
  incomingHref,
  oauthAppHref,
} from '../../../format/object-links.ts'
import { m } from '../../../messages/index.ts'

/** A step of the repair; with `href` it is a link to where the step is done. */
type Step = { text: string; href?: string }

export type Why = { title: string; steps: readonly Step[] }

/** What is known besides the entry. */
export type WhyFacts = {
  /** Calls that the key may make in the window whose limit was reached. */
  limit?: number | undefined
  /** What a call to an incoming webhook was for. */
  incoming?: LogTrail['incoming'] | undefined
  /** The id of the gateway route of a call. */
  route?: string | undefined
}

/** The URL of the delivery that an entry is about; null for other entries. */
export const deliveryHref = ({ webhookId, deliveryId }: LogEntry): string | null =>
  webhookId && deliveryId ? address('/webhooks', { webhook: webhookId, delivery: deliveryId }) : null

/** Why a call or a delivery failed, in a sentence, and how to fix it in at most three steps. Null for a success. */
export function whyOf(entry: LogEntry, facts: WhyFacts): Why | null {
  const { type, outcome, status } = entry
  if (outcome === 'ok' || (outcome === null && status < 400)) return null
  const title = m.event_logs_why({ outcome: outcome ?? '', what: whatOf(entry, facts) || outcomeText(entry) })
  const steps =
    type === 'webhook'
      ? deliverySteps(entry)
      : type === 'incoming'
        ? incomingSteps(entry, facts.incoming ?? null)
        : (gatewaySteps(entry, facts.route) ?? callSteps(entry))
  return { title, steps: steps.slice(0, 3) }
}

/** What the sentence names: the limit, the missing scopes, the address, the fields, the host. */
function whatOf(entry: LogEntry, { limit }: WhyFacts): string {
  const { type, endpoint, status, outcome, reason, ip } = entry
  if (type === 'webhook') {
    if (outcome === 'status' || outcome === 'redirect') return String(status)
    if (outcome === 'timeout') return String(secondsOf(entry))
    return hostOf(endpoint)
  }
  switch (outcome) {
    case 'rate_limited':
      if (reason?.plan !== undefined) return m.event_logs_all_of_plan({ plan: reason.plan })
      if (!reason?.limit) return m.event_logs_too_many()
      return limit === undefined
        ? m.event_logs_all_used({ window: reason.limit })
        : m.event_logs_limit_used({ window: reason.limit, limit })
    case 'scope_missing':
      return (reason?.missingScopes ?? []).join(', ')
    case 'ip_denied':
      return reason?.address ?? ip ?? m.event_logs_unknown()
    case 'invalid':
      return (reason?.fields ?? []).join(', ')
    case 'method_not_allowed':
      return (reason?.methods ?? []).join(', ')
    case 'upstream_failed':
      return String(reason?.upstreamStatus ?? status)
    case 'upstream_timed_out':
      return String(reason?.waitedSeconds ?? secondsOf(entry))
    default:
      return ''
  }
}

export const hostOf = (endpoint: string): string => (URL.canParse(endpoint) ? new URL(endpoint).host : endpoint)

type StepName = Parameters<typeof m.event_logs_fix>[0]['step']

const step = (name: StepName, href?: string | null): Step => ({
  text: m.event_logs_fix({ step: name }),
  ...(href ? { href } : {}),
})

function deliverySteps(entry: LogEntry): Step[] {
  const { outcome, webhookId } = entry
  const retry = step('retry', deliveryHref(entry))
  const settings = webhookId ? webhookHref(webhookId, 'settings') : null
  switch (outcome) {
    case 'status':
      return [step('service'), retry]
    case 'timeout':
      return [step('slow'), step('timeout', settings), retry]
    case 'connection':
      return [step('reachable'), retry]
    case 'redirect':
      return [step('redirect', settings), retry]
    case 'blocked':
      return [step('blocked', settings)]
    case 'transform':
      return [step('transform', settings), retry]
    case 'filter':
      return [step('filter', settings), retry]
    case 'secrets':
      return [step('rotate', settings), retry]
    default:
      return [retry]
  }
}

/** The request says by field what was wrong, and how to fix it. */
function incomingSteps({ outcome }: LogEntry, incoming: LogTrail['incoming']): Step[] {
  const page = (tab?: string) => incoming && incomingHref(incoming.webhookId, { tab })
  if (incoming?.request) {
    return [step('incoming_request', incomingHref(incoming.webhookId, { request: incoming.request.id }))]
  }
  switch (outcome) {
    case 'rate_limited':
      return [step('wait'), step('incoming_limit', page('settings'))]
    case 'incoming_paused':
      return [step('incoming_resume', page())]
    case 'not_found':
      return [step('incoming_token')]
    default:
      return [step('response')]
  }
}

/** What to do about a route, its upstream or an approval; null for failures that any call can have. */
function gatewaySteps({ type, outcome }: LogEntry, route: string | undefined): Step[] | null {
  const page = (tab?: string) => (route ? gatewayRouteHref(route, tab) : GATEWAY)
  switch (outcome) {
    case 'upstream_failed':
    case 'upstream_broke_off':
      return [step('upstream'), step('route_test', page())]
    case 'upstream_timed_out':
      return [step('upstream_slow'), step('route_timeout', page('settings'))]
    case 'upstream_unreachable':
      return [step('upstream_reachable', page('settings')), step('route_test', page())]
    case 'upstream_blocked':
      return [step('upstream_allowed', page('settings'))]
    case 'circuit_open':
      return [step('wait'), step('circuit', page()), step('upstream')]
    case 'route_busy':
      return [step('wait'), step('route_concurrency', page('settings'))]
    case 'route_disabled':
      return [step('route_enable', page())]
    case 'no_route':
      return [step('path'), step('routes', GATEWAY)]
    case 'path_refused':
      return [step('path_encoding')]
    case 'client_left':
      return [step('patience'), step('route_figures', page())]
    case 'approval_needed':
      return [step('approve', approvalsHref()), step('call_again')]
    case 'approval_over':
      return [step('approve_anew'), step('approvals', approvalsHref())]
    case 'too_many_approvals':
      return [step('decide', approvalsHref())]
    case 'mcp_invalid':
      return [step('mcp')]
    case 'tool_failed':
      return [step('response'), ...(route ? [step('route_test', page())] : [])]
    case 'method_not_allowed':
      return type === 'gateway' ? [step('method'), step('route_methods', page('settings'))] : null
    default:
      return null
  }
}

function callSteps(entry: LogEntry): Step[] {
  const { outcome, reason, keyId, appId, ip } = entry
  const key = keyId ? apiKeyHref(keyId) : null
  const caller = ip ? [step('caller', eventLogHref({ ip }))] : []
  switch (outcome) {
    case 'rate_limited':
      if (reason?.plan !== undefined) return [step('wait'), step('plan', '/settings?section=plan')]
      return [step('wait'), ...(key ? [step('limit', key)] : [])]
    case 'scope_missing':
      return [
        ...(keyId ? [step('scope', addScopesHref(keyId, reason?.missingScopes ?? []))] : []),
        step('other_key', '/api-keys'),
      ]
    case 'ip_denied':
      return [...(key ? [step('address', key)] : []), ...caller]
    case 'no_credits':
      return key ? [step('credits', key)] : []
    case 'key_disabled':
      return [...(key ? [step('enable', key)] : []), ...caller]
    case 'app_disabled':
      return [...(appId ? [step('enable_app', oauthAppHref(appId, 'settings'))] : []), ...caller]
    case 'key_expired':
      return [...(key ? [step('extend', key)] : []), step('new_key', '/api-keys'), ...caller]
    case 'key_revoked':
    case 'credential_ended':
      return [step('new_key', '/api-keys'), ...caller]
    case 'credential_unknown':
    case 'credential_malformed':
      return [step('copied'), step('keys', '/api-keys'), ...caller]
    case 'credential_missing':
      return [step('header')]
    case 'query_key_not_allowed':
      return [step('header'), step('query', '/settings?section=keys')]
    case 'two_credentials':
      return [step('one_credential')]
    case 'live_credential_needed':
      return [step('live', '/api-keys')]
    case 'sign_in_failed':
      return [step('password'), ...caller]
    case 'role_insufficient':
    case 'owner_needed':
    case 'scope_not_held':
      return [step('role')]
    case 'invalid':
    case 'malformed_json':
    case 'malformed_utf8':
    case 'unsupported_media_type':
    case 'too_large':
      return [step('body')]
    case 'not_found':
      return [step('path'), step('paths', '/openapi.json'), step('environment')]
    case 'method_not_allowed':
      return [step('method')]
    case 'changed_meanwhile':
    case 'precondition_failed':
      return [step('read_again')]
    case 'idempotency_key_reused':
      return [step('idempotency')]
    case 'signature_expired':
    case 'signature_invalid':
      return [step('signature')]
    case 'internal':
    case 'guard_unavailable':
    case 'lookup_unavailable':
      return [step('again')]
    default:
      return [step('response')]
  }
}
