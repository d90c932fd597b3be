import { ClockPlus, ShieldOff } from 'lucide-preact'
import type { ApiKey, KeyUsage } from '../../../../../client/src/generated.ts'
import { formatInstant, formatShare } from '../../../../format/language.ts'
import { logEntryHref } from '../../../../format/object-links.ts'
import { now } from '../../../../hooks/clock.ts'
import { useCan } from '../../../../hooks/me.ts'
import type { UrlState } from '../../../../hooks/url-state.ts'
import { m } from '../../../../messages/index.ts'
import { Badge } from '../../../../ui/badge.tsx'
import { Button } from '../../../../ui/button.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { useGrace } from '../../key/grace.ts'
import { oldShareText } from '../../key/old-share.ts'
import { openKey } from '../../key/routes.ts'

type GraceCardProps = { apiKey: ApiKey; url: UrlState; usage: KeyUsage | undefined }

/**
 * During the grace period of a key's old secret: when it ends, how much the old secret is still used and by whom, and
 * buttons to extend and to end it.
 */
export function GraceCard({ apiKey, url, usage }: GraceCardProps) {
  const mayWrite = useCan('api-keys:write')
  const mayReadLogs = useCan('logs:read')
  const ends = apiKey.graceEndsAt ? new Date(apiKey.graceEndsAt) : null
  if (!ends || ends.getTime() <= now.value) return null
  const rotation = usage?.rotation
  const { calls = 0, previousCalls = 0 } = rotation ?? {}
  const old = calls === 0 ? 0 : previousCalls / calls
  return (
    <section class="card min-w-0 border-tint-line" aria-label={m.api_keys_page_grace()}>
      <div class="flex min-h-11 items-center gap-3 border-b border-tint-line px-4">
        <h2 class="mr-auto text-base!">{m.api_keys_page_grace()}</h2>
        <Badge tone="info">
          {m.api_keys_page_grace_ends()} <RelativeTime at={ends.toISOString()} />
        </Badge>
      </div>
      <div class="grid gap-3 px-4 py-3">
        <p class="font-medium">{m.api_keys_old_works_until({ until: formatInstant(ends) })}</p>
        {rotation && calls > 0 && (
          <div>
            <p class="mb-1.5 flex justify-between gap-3 text-sm text-soft">
              <span>{m.api_keys_page_new_secret({ share: formatShare(1 - old) })}</span>
              <span>{m.api_keys_page_old_secret({ share: formatShare(old) })}</span>
            </p>
            <span class="flex h-1.5 gap-px overflow-hidden rounded-full" aria-hidden="true">
              <span class="bg-chart-good" style={{ width: `${(1 - old) * 100}%` }} />
              <span class="flex-1 bg-chart-client" />
            </span>
          </div>
        )}
        {rotation && <p class="text-soft">{oldShareText(previousCalls, calls)}</p>}
        {previousCalls > 0 && mayReadLogs && <LastCaller apiKey={apiKey} previousCalls={previousCalls} />}
        {mayWrite && (
          <div class="flex flex-wrap gap-2">
            <Button small icon={ClockPlus} onClick={() => openKey(url, apiKey.id, 'extend-old')}>
              {m.api_keys_extend_open()}
            </Button>
            <Button small icon={ShieldOff} onClick={() => openKey(url, apiKey.id, 'stop-old')}>
              {m.api_keys_rotation_stop_old()}
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}

/** Who called last with the old secret. */
function LastCaller({ apiKey, previousCalls }: { apiKey: ApiKey; previousCalls: number }) {
  const { data } = useGrace(apiKey.id, previousCalls)
  const last = data?.lastPreviousCall
  return (
    <dl class="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-y-1.5">
      <dt class="text-soft">{m.api_keys_page_last_old_call()}</dt>
      <dd>{last ? <RelativeTime at={last.time} /> : <Unknown loaded={data !== undefined} />}</dd>
      {last && (
        <>
          <dt class="text-soft">{m.api_keys_page_last_old_from()}</dt>
          <dd class="truncate" title={[last.ip, last.userAgent].filter(Boolean).join(' ')}>
            <a class="hover:underline" href={logEntryHref(apiKey.id, last.id)}>
              <code>{last.ip ?? '—'}</code>
            </a>{' '}
            <span class="text-faint">{last.userAgent}</span>
          </dd>
        </>
      )}
    </dl>
  )
}

const Unknown = ({ loaded }: { loaded: boolean }) =>
  loaded ? (
    <span class="text-faint">{m.api_keys_page_last_old_unknown()}</span>
  ) : (
    <span class="skeleton inline-block w-24" aria-hidden="true" />
  )
