import { ChevronDown } from 'lucide-preact'
import { Fragment } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { AuditEntry } from '../../../client/src/generated.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { auditDiff } from './audit-diff.ts'
import type { AuditAt } from './list-state.ts'
import { words } from './words.ts'

type AuditItemProps = { entry: AuditEntry; moves: AuditAt['moves'] }

/** One change: who did what, and on demand what stood before and after. Names filter by themselves. */
export function AuditItem({ entry, moves }: AuditItemProps) {
  const t = words()
  const id = useId()
  const [open, setOpen] = useState(false)
  const { actor, target } = entry
  return (
    <li class="border-t border-line first:border-t-0">
      <div class="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
        <span class="w-36 shrink-0 text-sm text-soft">
          <RelativeTime at={entry.time} />
        </span>
        <p class="min-w-0 flex-1 basis-64 wrap-anywhere">
          <span class="font-medium">{t.actions[entry.action] ?? entry.action}</span>
          {target.name && (
            <>
              {': '}
              <button
                type="button"
                class="link"
                title={t.onlyOf(target.name)}
                onClick={() => moves.choose('target', target.id)}
              >
                {target.name}
              </button>
            </>
          )}
        </p>
        <span class="min-w-0 text-sm wrap-anywhere text-soft">
          {actor.type === 'system' ? (
            t.bySystem
          ) : (
            <button
              type="button"
              class="link"
              title={t.onlyBy(actor.name)}
              onClick={() => moves.choose('actor', actor.id)}
            >
              {actor.name}
            </button>
          )}
          {actor.type === 'api_key' && ` (${t.byKey})`}
        </span>
        <button
          type="button"
          class="btn"
          data-kind="quiet"
          data-small
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {t.details}
          <ChevronDown size={16} aria-hidden="true" class={open ? 'rotate-180' : ''} />
        </button>
      </div>
      <div id={id} hidden={!open} class="px-4 pb-4">
        {open && <Details entry={entry} />}
      </div>
    </li>
  )
}

function Details({ entry }: { entry: AuditEntry }) {
  const t = words()
  const changes = auditDiff(entry.before, entry.after)
  return (
    <div class="flex flex-col gap-3">
      {changes.length === 0 ? (
        <p class="text-sm text-soft">{t.noDetails}</p>
      ) : (
        <dl class="facts card p-3 text-sm">
          {changes.map(({ field, before, after }) => (
            <Fragment key={field}>
              <dt>
                <code>{field}</code>
              </dt>
              <dd class="wrap-anywhere">
                {before !== null && (
                  <>
                    <del class="text-soft">{before}</del>{' '}
                  </>
                )}
                {after === null ? <span class="text-soft">{t.none}</span> : <ins class="no-underline">{after}</ins>}
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
      <dl class="facts text-sm">
        {entry.ip && (
          <>
            <dt>{t.ip}</dt>
            <dd>
              <code>{entry.ip}</code>
            </dd>
          </>
        )}
        {entry.requestId && (
          <>
            <dt>{t.requestId}</dt>
            <dd class="wrap-anywhere">
              <code>{entry.requestId}</code>
            </dd>
          </>
        )}
      </dl>
    </div>
  )
}
