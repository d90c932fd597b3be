import { Plus } from 'lucide-preact'
import type { EventTypeInfo } from '../../../client/src/generated.ts'
import { useEventTypes } from '../../hooks/event-types.ts'
import { useCan } from '../../hooks/me.ts'
import { type UrlState, useUrlState } from '../../hooks/url-state.ts'
import { FilterBar } from '../../lists/filter-bar.tsx'
import { listMoves } from '../../lists/list-state.ts'
import { readPaging } from '../../lists/paging.ts'
import { Loaded, NoMatch } from '../../ui/async-states.tsx'
import { BackLink } from '../../ui/back-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { GuardedPage } from '../../ui/guarded-page.tsx'
import { lazy } from '../../ui/lazy.tsx'
import { Section } from '../../ui/section.tsx'
import { useShortcut } from '../../ui/shortcuts.ts'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { byCategory, categoriesOf } from './catalog.ts'
import { EventDrawer } from './event-drawer.tsx'
import { words } from './words.ts'

const CreateEventDialog = lazy(() => import('./event-form.tsx').then((it) => it.CreateEventDialog))
const EditEventDialog = lazy(() => import('./event-form.tsx').then((it) => it.EditEventDialog))
const DeleteEventDialog = lazy(() => import('./delete-event-dialog.tsx').then((it) => it.DeleteEventDialog))

/** Every event that can be listened to, by category; the organization's own are made, changed and deleted here. */
export function CatalogPage() {
  const t = words()
  const url = useUrlState()
  const mayWrite = useCan('events:write')
  const define = () => url.open({ dialog: 'define' })
  useShortcut('c', define, mayWrite)
  return (
    <>
      <BackLink href="/webhooks" label={t.back} />
      <GuardedPage
        title={t.title}
        scope="events:read"
        actions={
          mayWrite && (
            <Button kind="primary" icon={Plus} onClick={define}>
              {t.define}
            </Button>
          )
        }
        viewOnly={!mayWrite && t.viewOnly}
      >
        <p class="mb-4 max-w-3xl text-soft">{t.lead}</p>
        <Catalog url={url} />
        <EventDialogs url={url} />
      </GuardedPage>
    </>
  )
}

function Catalog({ url }: { url: UrlState }) {
  const t = words()
  const types = useEventTypes()
  const { q = '', category = '' } = url.query
  const moves = listMoves(url, readPaging(url.query), ['q', 'category'])
  return (
    <>
      <FilterBar
        search={{ name: 'q', label: t.search }}
        filters={[
          {
            name: 'category',
            label: t.category,
            choices: [
              { value: '', label: t.anyCategory },
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
              <p class="mb-2 text-sm text-soft" role="status">
                {t.count(count)}
              </p>
              {count === 0 ? (
                <section class="card">
                  <NoMatch onClear={moves.clear} />
                </section>
              ) : (
                <div class="grid items-start gap-4 xl:grid-cols-2">
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
  const t = words()
  return (
    <li>
      <button
        type="button"
        class="flex w-full flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5 text-left hover:bg-hover"
        onClick={onOpen}
      >
        <code class="font-semibold wrap-anywhere">{event.type}</code>
        {event.custom && <Badge tone="info">{t.own}</Badge>}
        <span class="w-full text-sm text-soft wrap-anywhere">{event.description || t.noDescription}</span>
      </button>
    </li>
  )
}

/** The dialog that the address names, or the event that it opens. */
function EventDialogs({ url }: { url: UrlState }) {
  const mayWrite = useCan('events:write')
  const { dialog, event } = url.query
  const close = () => url.close('dialog', 'event')
  if (mayWrite && dialog === 'define') return <CreateEventDialog onClose={close} />
  if (!event) return null
  if (mayWrite && dialog === 'edit-event') return <EditEventDialog key={event} type={event} onClose={close} />
  if (mayWrite && dialog === 'delete-event') return <DeleteEventDialog key={event} type={event} onClose={close} />
  return <EventDrawer key={event} type={event} url={url} onClose={close} />
}
