import { Plus } from 'lucide-preact'
import type { EventTypeInfo } from '../../../client/src/generated.ts'
import { useEventTypes } from '../../hooks/event-types.ts'
import { useCan } from '../../hooks/me.ts'
import { type UrlState, useUrlState } from '../../hooks/url-state.ts'
import { FilterBar } from '../../lists/filter-bar.tsx'
import { NoMatch } from '../../lists/list.tsx'
import { listMoves } from '../../lists/list-state.ts'
import { readPaging } from '../../lists/paging.ts'
import { m } from '../../messages/index.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Loaded } from '../../ui/feedback/async-states.tsx'
import { SkeletonRows } from '../../ui/feedback/skeleton.tsx'
import { GuardedPage } from '../../ui/page/guarded-page.tsx'
import { lazy } from '../../ui/page/lazy.tsx'
import { Section } from '../../ui/page/section.tsx'
import { useShortcut } from '../../ui/page/shortcuts.ts'
import { byCategory, categoriesOf } from './catalog.ts'
import { EventDrawer } from './event-drawer.tsx'

const CreateEventDialog = lazy(() => import('./event-form.tsx').then((it) => it.CreateEventDialog))
const EditEventDialog = lazy(() => import('./event-form.tsx').then((it) => it.EditEventDialog))
const DeleteEventDialog = lazy(() => import('./delete-event-dialog.tsx').then((it) => it.DeleteEventDialog))

/** All event types by category; custom types can be created, changed and deleted here. */
export function CatalogPage() {
  const url = useUrlState()
  const mayWrite = useCan('events:write')
  const define = () => url.open({ dialog: 'define' })
  useShortcut('c', define, mayWrite)
  return (
    <GuardedPage
      title={m.events_title()}
      scope="events:read"
      actions={
        mayWrite && (
          <Button kind="primary" icon={Plus} onClick={define}>
            {m.events_define()}
          </Button>
        )
      }
      viewOnly={!mayWrite && m.events_view_only()}
    >
      <p class="mb-4 max-w-3xl text-soft">{m.events_lead()}</p>
      <Catalog url={url} />
      <EventDialogs url={url} />
    </GuardedPage>
  )
}

function Catalog({ url }: { url: UrlState }) {
  const types = useEventTypes()
  const { q = '', category = '' } = url.query
  const moves = listMoves(url, readPaging(url.query), ['q', 'category'])
  return (
    <>
      <FilterBar
        search={{ name: 'q', label: m.events_search() }}
        filters={[
          {
            name: 'category',
            label: m.events_category(),
            choices: [
              { value: '', label: m.events_any_category() },
              ...categoriesOf(types.data ?? []).map((name) => ({ value: name, label: name })),
            ],
          },
        ]}
        state={{ q, category }}
        moves={moves}
      />
      <Loaded query={types} waiting={<SkeletonRows rows={10} height="row" />}>
        {(all) => {
          const groups = byCategory(all, q, category)
          const count = groups.reduce((sum, { events }) => sum + events.length, 0)
          return (
            <>
              <p class="mt-3 mb-2 text-sm text-soft" role="status">
                {m.events_count({ count })}
              </p>
              {count === 0 ? (
                <section class="card">
                  <NoMatch onClear={moves.clear} />
                </section>
              ) : (
                <div class="gap-4 xl:columns-2 *:mb-4 *:break-inside-avoid">
                  {groups.map(({ name, events }) => (
                    <Section key={name} title={name}>
                      <ul class="divide-y divide-line">
                        {events.map((event) => (
                          <EventLine key={event.type} event={event} onOpen={() => url.open({ event: event.type })} />
                        ))}
                      </ul>
                    </Section>
                  ))}
                </div>
              )}
            </>
          )
        }}
      </Loaded>
    </>
  )
}

function EventLine({ event, onOpen }: { event: EventTypeInfo; onOpen: () => void }) {
  return (
    <li>
      <button
        type="button"
        class="flex w-full flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5 text-left hover:bg-hover"
        onClick={onOpen}
      >
        <span class="font-medium wrap-anywhere">{event.name}</span>
        <code class="text-soft wrap-anywhere">{event.type}</code>
        {event.custom && <Badge tone="info">{m.events_custom()}</Badge>}
        <span class="w-full text-sm text-soft wrap-anywhere">{event.description || m.events_no_description()}</span>
      </button>
    </li>
  )
}

/** The dialog that the URL names, or the details of the event type in the URL. */
function EventDialogs({ url }: { url: UrlState }) {
  const mayWrite = useCan('events:write')
  const { dialog, event } = url.query
  const { q = '', category = '' } = url.query
  const listed = byCategory(useEventTypes().data ?? [], q, category).flatMap(({ events }) => events)
  const close = () => url.close('dialog', 'event')
  if (mayWrite && dialog === 'define') return <CreateEventDialog onClose={close} />
  if (!event) return null
  if (mayWrite && dialog === 'edit-event') return <EditEventDialog key={event} type={event} onClose={close} />
  if (mayWrite && dialog === 'delete-event') return <DeleteEventDialog key={event} type={event} onClose={close} />
  return <EventDrawer type={event} types={listed.map(({ type }) => type)} url={url} onClose={close} />
}
