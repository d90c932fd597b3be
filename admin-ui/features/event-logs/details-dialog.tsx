import type { FullLogEntry } from '../../../client/src/generated.ts'
import { isGone } from '../../api/call-api.ts'
import { formatInstant, formatMilliseconds } from '../../format/language.ts'
import { CopyButton } from '../../ui/copy.tsx'
import { DetailsOf } from '../../ui/details-of.tsx'
import { Note } from '../../ui/note.tsx'
import { Exchange, NotKept } from './exchange.tsx'
import { callerOf, StatusBadge, TypeBadge } from './facts.tsx'
import { outcomeText } from './outcome.ts'
import { outcomeWords } from './outcome-words.ts'
import { useLogEntry } from './queries.ts'
import { words } from './words.ts'

/** One entry of the log with all that was kept of it. */
export function DetailsDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = words()
  const query = useLogEntry(id)
  const gone = !query.data && isGone(query.error)
  return (
    <DetailsOf
      title={t.detailsTitle}
      size="wide"
      query={query}
      gone={gone && <Note alert>{t.gone}</Note>}
      actions={query.data && <CopyButton text={JSON.stringify(query.data, null, 2)} label={t.copyAll} />}
      onClose={onClose}
    >
      {(entry) => (
        <>
          <Facts entry={entry} />
          {query.whole && <Bodies entry={entry} />}
        </>
      )}
    </DetailsOf>
  )
}

function Facts({ entry }: { entry: FullLogEntry }) {
  const t = words()
  const path = entry.request?.query ? `${entry.endpoint}?${entry.request.query}` : entry.endpoint
  const full = path.startsWith('/') ? location.origin + path : path
  return (
    <dl class="facts">
      <dt>{t.id}</dt>
      <dd class="flex items-center gap-1">
        <code>{entry.id}</code>
        <CopyButton compact text={entry.id} />
      </dd>
      <dt>{t.time}</dt>
      <dd>
        <time dateTime={entry.time}>{formatInstant(new Date(entry.time))}</time>
      </dd>
      <dt>{t.type}</dt>
      <dd>
        <TypeBadge type={entry.type} />
      </dd>
      <dt>{entry.type === 'webhook' ? t.webhook : t.keyName}</dt>
      <dd>{callerOf(entry) ?? t.noCaller}</dd>
      {entry.environment && (
        <>
          <dt>{t.environment}</dt>
          <dd>{t.environments[entry.environment]}</dd>
        </>
      )}
      <dt>{t.url}</dt>
      <dd>
        <code>{full}</code>
      </dd>
      <dt>{t.method}</dt>
      <dd>
        <code>{entry.method}</code>
      </dd>
      <dt>{t.status}</dt>
      <dd>
        <StatusBadge status={entry.status} />
      </dd>
      <dt>{outcomeWords().outcome}</dt>
      <dd class="wrap-anywhere">{outcomeText(entry)}</dd>
      <dt>{t.duration}</dt>
      <dd>{formatMilliseconds(entry.durationMs)}</dd>
      <dt>{t.ip}</dt>
      <dd>{entry.ip ? <code>{entry.ip}</code> : t.unknown}</dd>
      {entry.country && (
        <>
          <dt>{t.country}</dt>
          <dd>{entry.country}</dd>
        </>
      )}
      <dt>{t.userAgent}</dt>
      <dd>{entry.userAgent ?? t.unknown}</dd>
      <dt>{t.requestId}</dt>
      <dd class="flex items-center gap-1">
        <code>{entry.requestId}</code>
        <CopyButton compact text={entry.requestId} />
      </dd>
    </dl>
  )
}

function Bodies({ entry }: { entry: FullLogEntry }) {
  const t = words()
  if (!entry.request || !entry.response) return <NotKept entry={entry} />
  return (
    <>
      <Exchange title={t.request} copy={t.copyRequest} sent={entry.request} />
      <Exchange title={t.response} copy={t.copyResponse} sent={entry.response} />
    </>
  )
}
