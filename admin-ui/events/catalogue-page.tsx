import { ArrowLeft, Plus } from 'lucide-preact'
import type { EventTypeInfo } from '../../contract/events.ts'
import { useCan } from '../identity/me.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { Section } from '../parts/section.tsx'
import { Select } from '../parts/select.tsx'
import { useShortcut } from '../parts/shortcuts.ts'
import { SkeletonRows } from '../parts/skeleton.tsx'
import { Forbidden, Loaded, NoMatch } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import type { UrlState } from '../parts/url-state.ts'
import { words as partsWords } from '../parts/words.ts'
import { useEventTypes } from '../webhooks/queries.ts'
import { byCategory, categoriesOf } from './catalogue.ts'
import { EventDialogs } from './event-dialogs.tsx'
import { words } from './words.ts'

/** Every event that can be listened to, by category; the organization's own are made, changed and deleted here. */
export function CataloguePage({ url }: { url: UrlState }) {
  const t = words()
  useTitle(t.title)
  const mayRead = useCan('events:read')
  const mayWrite = useCan('events:write')
  const define = () => url.open({ dialog: 'define' })
  useShortcut('c', define, mayWrite)
  return (
    <>
      <a
        class="mb-2 inline-flex items-center gap-1.5 text-sm text-soft hover:text-ink hover:underline"
        href="/webhooks"
      >
        <ArrowLeft size={15} aria-hidden="true" />
        {t.back}
      </a>
      <PageHeader title={t.title}>
        {mayWrite ? (
          <Button kind="primary" icon={Plus} onClick={define}>
            {t.define}
          </Button>
        ) : (
          mayRead && <p class="text-sm text-soft">{t.viewOnly}</p>
        )}
      </PageHeader>
      {mayRead ? (
        <>
          <p class="mb-4 max-w-3xl text-soft">{t.lead}</p>
          <Catalogue url={url} />
          <EventDialogs url={url} />
        </>
      ) : (
        <Forbidden detail={partsWords().missingScope('events:read')} />
      )}
    </>
  )
}

function Catalogue({ url }: { url: UrlState }) {
  const t = words()
  const types = useEventTypes()
  const { q = '', category = '' } = url.query
  return (
    <>
      <search class="mb-4 flex flex-wrap gap-2">
        <SearchBox label={t.search} value={q} onValue={(text) => url.replace({ q: text })} />
        <Select
          label={t.category}
          hideLabel
          value={category}
          choices={[
            { value: '', label: t.anyCategory },
            ...categoriesOf(types.data ?? []).map((name) => ({ value: name, label: name })),
          ]}
          onValue={(name) => url.push({ category: name })}
        />
      </search>
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
                  <NoMatch onClear={() => url.push({ q: null, category: null })} />
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
