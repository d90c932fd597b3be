import { Pencil, Send, Trash2 } from 'lucide-preact'
import type { EventTypeInfo } from '../../../client/src/generated.ts'
import { address } from '../../../client/src/request.ts'
import { isNotFound } from '../../api/call-api.ts'
import { useCan } from '../../hooks/me.ts'
import type { UrlState } from '../../hooks/url-state.ts'
import { m } from '../../messages/index.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'
import { Loaded } from '../../ui/feedback/async-states.tsx'
import { CopyButton } from '../../ui/feedback/copy.tsx'
import { Note } from '../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../ui/feedback/skeleton.tsx'
import { Drawer } from '../../ui/overlays/drawer.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Listeners } from './listeners/listeners.tsx'
import { useEventType } from './queries.ts'

type EventDrawerProps = {
  type: string
  /** The types of the list, for the previous and the next one. */
  types: readonly string[]
  url: UrlState
  onClose: () => void
}

/** The details of one event type: when it occurs, its subscribers, its data, and how to publish it. */
export function EventDrawer({ type, types, url, onClose }: EventDrawerProps) {
  const query = useEventType(type)
  const mayWrite = useCan('events:write')
  const gone = isNotFound(query.error)
  const event = gone ? undefined : query.data?.data
  const at = types.indexOf(type)
  const step = (by: number) => {
    const to = at < 0 || at + by < 0 ? undefined : types[at + by]
    return to ? () => url.open({ event: to }) : undefined
  }
  return (
    <Drawer
      title={type}
      onClose={onClose}
      onPrevious={step(-1)}
      onNext={step(1)}
      footer={
        event && (
          <>
            {mayWrite && (
              <Button
                kind="primary"
                icon={Send}
                onClick={() => url.open({ view: 'published', event: null, dialog: 'publish', publish: type })}
              >
                {m.events_send_this()}
              </Button>
            )}
            {mayWrite && event.custom && (
              <>
                <Button icon={Pencil} onClick={() => url.open({ dialog: 'edit-event' })}>
                  {m.events_edit()}
                </Button>
                <Button kind="risk" icon={Trash2} onClick={() => url.open({ dialog: 'delete-event' })}>
                  {m.events_delete()}
                </Button>
              </>
            )}
            <a class="link ml-auto" href={address('/webhooks', { view: 'published', type })}>
              {m.events_published_of_type()}
            </a>
          </>
        )
      }
    >
      <div class="p-4">
        {gone ? (
          <Note alert>{m.events_gone()}</Note>
        ) : (
          <Loaded query={query} waiting={<SkeletonRows rows={10} height="dense" />}>
            {({ data }) => <Details event={data} />}
          </Loaded>
        )}
      </div>
    </Drawer>
  )
}

function Details({ event }: { event: EventTypeInfo }) {
  const mayListen = useCan('webhooks:read')
  return (
    <div class="flex flex-col gap-5">
      <p class="wrap-anywhere">{event.description || m.events_no_description()}</p>
      <dl class="facts">
        <dt>{m.events_name()}</dt>
        <dd>{event.name}</dd>
        <dt>{m.events_category()}</dt>
        <dd>{event.category}</dd>
        <dt>{m.events_defined()}</dt>
        <dd>
          {event.createdAt ? <RelativeTime at={event.createdAt} /> : m.events_built_in()}{' '}
          {event.custom && <Badge tone="info">{m.events_custom()}</Badge>}
        </dd>
        {mayListen && (
          <>
            <dt>{m.events_subscribers()}</dt>
            <dd>
              <Listeners event={event.type} />
            </dd>
          </>
        )}
      </dl>
      <Code
        title={m.events_sample()}
        none={m.events_no_sample()}
        text={event.sample && JSON.stringify(event.sample, null, 2)}
      />
      <Code
        title={m.events_schema()}
        none={m.events_no_schema()}
        text={event.schema && JSON.stringify(event.schema, null, 2)}
      />
      <Code title={m.events_publish()} none="" text={publishCommand(location.origin, event)} />
    </div>
  )
}

function Code({ title, none, text }: { title: string; none: string; text: string | null }) {
  return (
    <section class="min-w-0">
      <div class="mb-1 flex min-h-8 items-center justify-between gap-2">
        <h3>{title}</h3>
        {text && <CopyButton compact text={text} label={`${m.ui_copy()}: ${title}`} />}
      </div>
      {text ? <CodeBlock>{text}</CodeBlock> : <p class="text-sm text-soft">{none}</p>}
    </section>
  )
}

/** A command that publishes the sample of an event type; the user has to fill in the key. */
function publishCommand(origin: string, { type, sample }: Pick<EventTypeInfo, 'type' | 'sample'>): string {
  const body = JSON.stringify({ type, data: sample ?? {} }).replaceAll("'", "'\\''")
  return [
    `curl -X POST '${origin}/api/v1/events'`,
    `-H 'Authorization: Bearer <your API key>'`,
    `-H 'Content-Type: application/json'`,
    `-d '${body}'`,
  ].join(' \\\n  ')
}
