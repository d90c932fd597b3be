import { Inbox, Send } from 'lucide-preact'
import type { EventSummary } from '../../../../client/src/generated.ts'
import { EVENT_SOURCES, sourceOfType } from '../../../../contract/event-sources.data.ts'
import { choicesOf } from '../../../forms/select.tsx'
import { now } from '../../../hooks/clock.ts'
import { useEventTypes } from '../../../hooks/event-types.ts'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import { type UrlState, useUrlState } from '../../../hooks/url-state.ts'
import { useSticky } from '../../../hooks/use-sticky.ts'
import { ClearFilters, FilterChip, FilterRow } from '../../../lists/filter-bar.tsx'
import { List } from '../../../lists/list.tsx'
import { SearchBox } from '../../../lists/search-box.tsx'
import { type Column, Table } from '../../../lists/table.tsx'
import { TimeRangeFilter } from '../../../lists/time-filter.tsx'
import { TIME_RANGES } from '../../../lists/time-range.ts'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { ButtonItem } from '../../../ui/button-item.tsx'
import { DeliveriesState } from '../../../ui/deliveries-state.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { Middle } from '../../../ui/middle.tsx'
import { GuardedPage } from '../../../ui/page/guarded-page.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { type PublishedAt, publishedAt, publishedParams } from './list-state.ts'
import { usePublished } from './queries.ts'

const Drawer = lazy(() => import('./published-drawer.tsx').then((it) => it.PublishedDrawer))
const PublishDialog = lazy(() => import('./publish-dialog.tsx').then((it) => it.PublishDialog))

/** Every published event with what has become of its deliveries. */
export function PublishedPage() {
  const url = useUrlState()
  const at = publishedAt(url)
  const mayWrite = useCan('events:write')
  const list = usePublished(publishedParams(at.state, now.value))
  const { id, publish, dialog } = url.query
  const asked = useSticky(id)
  const asksToPublish = dialog === 'publish' && mayWrite
  const publishing = useSticky(asksToPublish)
  const blank = !at.filtered && !at.state.cursor && list.data?.data.length === 0
  const send = () => url.open({ dialog: 'publish' })
  return (
    <GuardedPage
      title={m.events_published_title()}
      scope="events:read"
      // Without any event there is nothing to search in.
      filters={!blank && <Filters {...at} shown={list.data?.data ?? []} />}
      actions={
        mayWrite && (
          <Button kind="primary" icon={Send} onClick={send}>
            {m.events_publish_event()}
          </Button>
        )
      }
    >
      {!at.filtered && !at.state.cursor && isFloodOf(list.data?.data ?? []) && (
        <div class="mb-3">
          <Note>
            {m.events_flood()}{' '}
            <Button kind="link" onClick={() => at.moves.choose('source', 'application')}>
              {m.events_flood_show()}
            </Button>
          </Note>
        </div>
      )}
      <List
        {...at}
        caption={m.events_published_caption()}
        query={list}
        waiting={{ rows: 10, height: layout.value === 'phone' ? 'person' : 'row' }}
        filtered={at.filtered && !at.state.cursor}
        blank={{
          icon: Inbox,
          title: m.events_published_empty_title(),
          text: m.events_published_empty_text(),
          action: mayWrite && <Button onClick={send}>{m.events_publish_event()}</Button>,
        }}
        pages={m.events_published_pages()}
        byTime
      >
        {({ data }) => <Events events={data} url={url} openId={id} />}
      </List>
      {asked && id && (
        <Drawer
          id={id}
          ids={list.data?.data.map((event) => event.id) ?? []}
          url={url}
          onClose={() => url.close('id')}
        />
      )}
      {publishing && asksToPublish && (
        <PublishDialog
          type={publish}
          onClose={() => url.close('dialog', 'publish')}
          onPublished={(event) => url.leave({ view: 'published', id: event.id })}
        />
      )}
    </GuardedPage>
  )
}

/** Events that Gatehouse published by itself from which a page of nothing else hides those of applications. */
const FLOOD = 10

/** Whether a page has events of Gatehouse alone, such as those of records that were imported. */
const isFloodOf = (events: readonly EventSummary[]): boolean =>
  events.length >= FLOOD && events.every(({ type }) => sourceOfType(type) === 'gatehouse')

type FiltersProps = PublishedAt & {
  /** The events of the page: their types can be chosen, too, because the catalog need not have them. */
  shown: readonly EventSummary[]
}

function Filters({ state, moves, filtered, shown }: FiltersProps) {
  const types = (useEventTypes().data ?? []).map(({ type }) => type)
  const own = shown.map(({ type }) => type)
  const offered = [...new Set([...types, ...(state.type ? [state.type] : []), ...own])]
  return (
    <FilterRow
      lead={<SearchBox label={m.events_find()} value={state.find} onValue={(text) => moves.type('find', text)} />}
    >
      {() => (
        <>
          <FilterChip
            label={m.events_source()}
            value={state.source}
            choices={choicesOf(EVENT_SOURCES, (source) => m.events_source_name({ source }), m.events_any_source())}
            onValue={(source) => moves.choose('source', source)}
          />
          <FilterChip
            label={m.events_type()}
            value={state.type}
            choices={[{ value: '', label: m.events_any_type() }, ...offered.map((value) => ({ value, label: value }))]}
            onValue={(type) => moves.choose('type', type)}
          />
          <TimeRangeFilter label={m.deliveries_range()} ranges={TIME_RANGES} state={state} moves={moves} />
          <ClearFilters filtered={filtered} onClear={moves.clear} />
        </>
      )}
    </FilterRow>
  )
}

type EventsProps = { events: readonly EventSummary[]; url: UrlState; openId: string | undefined }

function Events({ events, url, openId }: EventsProps) {
  const open = (event: EventSummary) => url.open({ id: event.id })
  const test = (event: EventSummary) =>
    event.environment === 'test' && <Badge tone="test">{m.webhooks_environment_name({ environment: 'test' })}</Badge>
  if (events.length === 0) return <p class="px-4 py-6 text-center text-soft">{m.ui_older_may_match()}</p>
  if (layout.value === 'phone') {
    return (
      <ul aria-label={m.events_published_caption()}>
        {events.map((event) => (
          <ButtonItem
            key={event.id}
            facts={
              <>
                <DeliveriesState counts={event.deliveryCounts} />
                <span class="ml-auto">
                  <RelativeTime at={event.timestamp} />
                </span>
              </>
            }
            onPress={() => open(event)}
          >
            <code class="min-w-0 flex-1 truncate">{event.type}</code>
            {test(event)}
          </ButtonItem>
        ))}
      </ul>
    )
  }
  const columns: Column<EventSummary>[] = [
    {
      key: 'type',
      title: m.events_type(),
      width: 260,
      cell: (event) => (
        <span class="flex items-center gap-2">
          <button
            type="button"
            class="name-link min-w-0 flex-1 truncate font-mono text-sm font-normal!"
            title={event.type}
            onClick={() => open(event)}
          >
            {event.type}
          </button>
          {test(event)}
        </span>
      ),
    },
    {
      key: 'id',
      title: m.deliveries_event(),
      width: 190,
      from: 860,
      cell: (event) => (
        <code class="text-faint">
          <Middle text={event.id} tail={4} />
        </code>
      ),
    },
    {
      key: 'deliveries',
      title: m.webhooks_deliveries(),
      cell: (event) => <DeliveriesState counts={event.deliveryCounts} />,
    },
    {
      key: 'key',
      title: m.deliveries_ordering_key(),
      width: 160,
      from: 980,
      cell: (event) => event.orderingKey && <code title={event.orderingKey}>{event.orderingKey}</code>,
    },
    {
      key: 'time',
      title: m.deliveries_published(),
      width: 124,
      class: 'number text-soft',
      cell: (event) => <RelativeTime at={event.timestamp} />,
    },
  ]
  return (
    <Table
      caption={m.events_published_caption()}
      columns={columns}
      rows={events}
      rowKey={(event) => event.id}
      onOpen={open}
      openKey={openId}
    />
  )
}
