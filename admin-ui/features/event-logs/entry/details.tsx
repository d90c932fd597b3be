import { ListFilter } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { FullLogEntry, LogTrail } from '../../../../client/src/generated.ts'
import { outcomeText } from '../../../format/entry-outcome.ts'
import { formatInstant, formatMilliseconds } from '../../../format/language.ts'
import { gatewayRouteHref } from '../../../format/object-links.ts'
import { isAnswered } from '../../../format/outcome.ts'
import { m } from '../../../messages/index.ts'
import { IconButton } from '../../../ui/button.tsx'
import { StatusCode, statusTone } from '../../../ui/call-outcome.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { callerOf, TypeMark } from './facts.tsx'
import { CallerLink, callerTitle } from './summary.tsx'

/** The filters that an entry can set, by their names in the URL. */
export type EntryFilter = Partial<
  Record<'type' | 'key' | 'webhook' | 'environment' | 'path' | 'method' | 'status' | 'ip', string>
>

type DetailsProps = {
  entry: FullLogEntry
  incoming: LogTrail['incoming'] | undefined
  route: LogTrail['route']
  onFilter: (filter: EntryFilter) => void
}

/** All facts of an entry. Those that the log can be filtered by have a button for it. */
export function Details({ entry, incoming, route, onFilter }: DetailsProps) {
  const { type, endpoint, method, status, ip, keyId, webhookId, environment } = entry
  const path = entry.request?.query ? `${endpoint}?${entry.request.query}` : endpoint
  const full = path.startsWith('/') ? location.origin + path : path
  const caller = callerOf(entry)
  return (
    <dl class="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-3">
      <Fact name={m.event_logs_id()} copy={entry.id}>
        <code>{entry.id}</code>
      </Fact>
      <Fact name={m.event_logs_time()}>
        <time dateTime={entry.time}>{formatInstant(new Date(entry.time))}</time>
      </Fact>
      <Fact name={m.event_logs_type()} value={m.event_logs_type_name({ type })} onFilter={() => onFilter({ type })}>
        <TypeMark type={type} />
      </Fact>
      <Fact
        name={callerTitle(entry)}
        value={caller ?? ''}
        onFilter={
          keyId ? () => onFilter({ key: keyId }) : webhookId ? () => onFilter({ webhook: webhookId }) : undefined
        }
      >
        <CallerLink entry={entry} incoming={incoming} />
      </Fact>
      {route && (
        <Fact name={m.event_logs_route()}>
          <a class="link" href={gatewayRouteHref(route.id)}>
            {route.name}
          </a>
        </Fact>
      )}
      {entry.reason?.upstreamStatus !== undefined && (
        <Fact name={m.event_logs_upstream_status()}>
          <span class="code" data-tone={statusTone(entry.reason.upstreamStatus)}>
            {entry.reason.upstreamStatus}
          </span>
        </Fact>
      )}
      {environment && (
        <Fact
          name={m.event_logs_environment()}
          value={m.event_logs_environment_name({ environment })}
          onFilter={() => onFilter({ environment })}
        >
          {m.event_logs_environment_name({ environment })}
        </Fact>
      )}
      <Fact
        name={m.event_logs_url()}
        copy={full}
        value={endpoint}
        onFilter={() => onFilter({ path: endpoint, ip: '' })}
      >
        <code>{full}</code>
      </Fact>
      <Fact name={m.event_logs_method()} value={method} onFilter={() => onFilter({ method })}>
        <code>{method}</code>
      </Fact>
      <Fact
        name={m.event_logs_status()}
        value={String(status)}
        onFilter={isAnswered(entry) ? () => onFilter({ status: String(status) }) : undefined}
      >
        <StatusCode entry={entry} />
      </Fact>
      <Fact name={m.outcomes_outcome()}>{outcomeText(entry)}</Fact>
      <Fact name={m.event_logs_duration()}>{formatMilliseconds(entry.durationMs)}</Fact>
      <Fact name={m.event_logs_ip()} value={ip ?? ''} onFilter={ip ? () => onFilter({ ip, path: '' }) : undefined}>
        {ip ? <code>{ip}</code> : m.event_logs_unknown()}
      </Fact>
      {entry.country && <Fact name={m.event_logs_country()}>{entry.country}</Fact>}
      <Fact name={m.event_logs_user_agent()}>{entry.userAgent ?? m.event_logs_unknown()}</Fact>
      <Fact name={type === 'webhook' ? m.event_logs_delivery_id() : m.event_logs_request_id()} copy={entry.requestId}>
        <code>{entry.requestId}</code>
      </Fact>
    </dl>
  )
}

type FactProps = {
  name: string
  /** The value in words, for the label of the filter button. */
  value?: string
  /** The text to copy. */
  copy?: string
  onFilter?: (() => void) | undefined
  children: ComponentChildren
}

function Fact({ name, value = '', copy, onFilter, children }: FactProps) {
  return (
    <>
      <dt class="py-1 text-faint">{name}</dt>
      <dd class="flex min-h-7 min-w-0 items-start gap-1">
        <span class="min-w-0 flex-1 py-1 wrap-anywhere">{children}</span>
        {copy && <CopyButton compact text={copy} label={m.event_logs_copy_fact({ name })} />}
        {onFilter && (
          <IconButton icon={ListFilter} label={m.event_logs_filter_by({ name, value })} onClick={onFilter} />
        )}
      </dd>
    </>
  )
}
