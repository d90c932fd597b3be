import { ArrowDown } from 'lucide-preact'
import { formatNumber } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'
import { sampleCall, termsText } from '../route/words.ts'
import type { Draft } from './draft.ts'

/** Beside the form: in words what a call to the route does. */
export function RouteSummary({ draft }: { draft: Draft }) {
  const upstream = draft.upstream.trim()
  const described = {
    ...draft,
    prefix: draft.prefix.replace(/^\/+|\/+$/g, ''),
    upstream,
    cost: Number(draft.cost) || 1,
  }
  const call = sampleCall(described, location.origin)
  const limit = Number(draft.rateLimitPerMinute) || null
  return (
    <div class="flex flex-col gap-4 text-base">
      <section>
        <h3>{m.gateway_summary_call()}</h3>
        <p class="mt-1 wrap-anywhere">
          <code>
            {call.method} {call.url}
          </code>
        </p>
        <ArrowDown size={16} class="my-1 text-faint" aria-hidden="true" />
        <p class="wrap-anywhere">
          {upstream ? <code>{call.upstream}</code> : <span class="text-faint">{m.gateway_summary_no_upstream()}</span>}
        </p>
        <p class="mt-2 text-soft">{m.gateway_summary_terms({ terms: termsText(described) })}</p>
      </section>
      <section>
        <h3>{m.gateway_summary_gets()}</h3>
        <p class="mt-0.5 text-soft">{m.gateway_summary_identity()}</p>
      </section>
      <section>
        <h3>{m.gateway_summary_refuses()}</h3>
        <ul class="mt-0.5 list-disc pl-4 text-soft">
          {!draft.methods.includes('*') && (
            <li>{m.gateway_summary_methods({ methods: draft.methods.join(', ') || '—' })}</li>
          )}
          {limit !== null && <li>{m.gateway_summary_limit({ limit: formatNumber(limit) })}</li>}
          <li>{m.gateway_summary_timeout({ seconds: draft.timeoutSeconds })}</li>
          <li>{m.gateway_summary_credentials()}</li>
        </ul>
        <p class="mt-2 text-soft">{m.gateway_summary_logged()}</p>
      </section>
    </div>
  )
}
