import { Pencil, Trash2 } from 'lucide-preact'
import type { EventTypeInfo } from '../../../client/src/generated.ts'
import { isGone } from '../../api/call-api.ts'
import { useCan } from '../../hooks/me.ts'
import type { UrlState } from '../../hooks/url-state.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'
import { CopyButton } from '../../ui/copy.tsx'
import { DetailsOf } from '../../ui/details-of.tsx'
import { Note } from '../../ui/note.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Listeners } from './listeners.tsx'
import { useEventType } from './queries.ts'
import { words } from './words.ts'

type EventDrawerProps = { type: string; url: UrlState; onClose: () => void }

/** All about one event: when it happens, who listens, what its data looks like, and how it is published. */
export function EventDrawer({ type, url, onClose }: EventDrawerProps) {
  const t = words()
  const query = useEventType(type)
  const mayWrite = useCan('events:write')
  const gone = isGone(query.error)
  return (
    <DetailsOf
      title={type}
      size="drawer"
      query={query}
      gone={gone && <Note alert>{t.gone}</Note>}
      actions={
        mayWrite &&
        !gone &&
        query.data?.data.custom && (
          <div class="mr-auto flex flex-wrap gap-2">
            <Button icon={Pencil} onClick={() => url.open({ dialog: 'edit-event' })}>
              {t.edit}
            </Button>
            <Button icon={Trash2} onClick={() => url.open({ dialog: 'delete-event' })}>
              {t.delete}
            </Button>
          </div>
        )
      }
      onClose={onClose}
    >
      {({ data }) => <Details event={data} />}
    </DetailsOf>
  )
}

function Details({ event }: { event: EventTypeInfo }) {
  const t = words()
  const mayListen = useCan('webhooks:read')
  return (
    <div class="flex flex-col gap-5">
      <p class="wrap-anywhere">{event.description || t.noDescription}</p>
      <dl class="facts">
        <dt>{t.category}</dt>
        <dd>{event.category}</dd>
        <dt>{t.defined}</dt>
        <dd>
          {event.createdAt ? <RelativeTime at={event.createdAt} /> : t.builtIn}{' '}
          {event.custom && <Badge tone="info">{t.own}</Badge>}
        </dd>
        {mayListen && (
          <>
            <dt>{t.listeners}</dt>
            <dd>
              <Listeners event={event.type} />
            </dd>
          </>
        )}
      </dl>
      <Code title={t.sample} none={t.noSample} text={event.sample && JSON.stringify(event.sample, null, 2)} />
      <Code title={t.schema} none={t.noSchema} text={event.schema && JSON.stringify(event.schema, null, 2)} />
      <Code title={t.publish} none="" text={publishCommand(location.origin, event)} />
    </div>
  )
}

function Code({ title, none, text }: { title: string; none: string; text: string | null }) {
  return (
    <section class="min-w-0">
      <div class="mb-1 flex min-h-8 items-center justify-between gap-2">
        <h3>{title}</h3>
        {text && <CopyButton compact text={text} label={`${words().copy}: ${title}`} />}
      </div>
      {text ? <CodeBlock>{text}</CodeBlock> : <p class="text-sm text-soft">{none}</p>}
    </section>
  )
}

/** A command that publishes the sample of an event; the key is left for the person to fill in. */
function publishCommand(origin: string, { type, sample }: Pick<EventTypeInfo, 'type' | 'sample'>): string {
  const body = JSON.stringify({ type, data: sample ?? {} }).replaceAll("'", "'\\''")
  return [
    `curl -X POST '${origin}/api/v1/events'`,
    `-H 'Authorization: Bearer <your API key>'`,
    `-H 'Content-Type: application/json'`,
    `-d '${body}'`,
  ].join(' \\\n  ')
}
