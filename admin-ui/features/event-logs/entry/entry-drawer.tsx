import { RotateCw } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { DeliveryDetail, FullLogEntry, LogTrail } from '../../../../client/src/generated.ts'
import { isNotFound } from '../../../api/call-api.ts'
import { apiKeyHref, webhookHref } from '../../../format/links.ts'
import { gatewayRouteHref, incomingHref, oauthAppHref } from '../../../format/object-links.ts'
import { useCan } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { Drawer } from '../../../ui/overlays/drawer.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { Tabs } from '../../../ui/page/tabs.tsx'
import { type Side, sideOf } from './attempt.ts'
import { commandOf } from './command.ts'
import { Details, type EntryFilter } from './details.tsx'
import { useLogEntry, useReachedLimit, useRetryDelivery, useTrail } from './queries.ts'
import { Summary, WhySection } from './summary.tsx'
import { deliveryHref, whyOf } from './why.ts'

const Trail = lazy(
  () => import('./trail.tsx').then((it) => it.Trail),
  () => <div class="h-24" aria-hidden="true" />,
)
const Exchange = lazy(
  () => import('./exchange.tsx').then((it) => it.Exchange),
  () => <div class="h-40" aria-hidden="true" />,
)

type EntryDrawerProps = {
  id: string
  onClose: () => void
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
  onFilter: (filter: EntryFilter) => void
  /** The URL of another entry of the log. */
  hrefOf: (id: string) => string
}

/** One entry of the log beside the list: what it was, why it failed, how to fix it, what happened, what was sent. */
export function EntryDrawer({ id, onClose, onPrevious, onNext, onFilter, hrefOf }: EntryDrawerProps) {
  const query = useLogEntry(id)
  const gone = !query.data && isNotFound(query.error)
  const trail = useTrail(id)
  const delivery = trail.data?.delivery ?? undefined
  const incoming = trail.data?.incoming
  const route = trail.data?.route ?? null
  return (
    <Drawer
      title={m.event_logs_details_title()}
      onClose={onClose}
      onPrevious={onPrevious}
      onNext={onNext}
      footer={query.data && <Foot entry={query.data} delivery={delivery} incoming={incoming} route={route} />}
    >
      {gone ? (
        <div class="p-4">
          <Note alert>{m.event_logs_gone()}</Note>
        </div>
      ) : (
        <Loaded query={query} waiting={<SkeletonRows rows={10} height="row" />}>
          {(entry) => <Body key={id} {...{ entry, query, trail, delivery, incoming, route, onFilter, hrefOf }} />}
        </Loaded>
      )}
    </Drawer>
  )
}

type BodyProps = Pick<EntryDrawerProps, 'onFilter' | 'hrefOf'> & {
  entry: FullLogEntry
  /** Until the server has answered, `entry` is the row of the list. */
  query: ReturnType<typeof useLogEntry>
  trail: ReturnType<typeof useTrail>
  delivery: DeliveryDetail | undefined
  incoming: LogTrail['incoming'] | undefined
  /** The gateway route of the call. */
  route: LogTrail['route']
}

function Body({ entry, query, trail, delivery, incoming, route, onFilter, hrefOf }: BodyProps) {
  const [chosen, setChosen] = useState<Side | 'details' | null>(null)
  const why = whyOf(entry, { limit: useReachedLimit(entry), incoming, route: route?.id })
  // Of a webhook the delivery has what was sent, of a call its entry.
  const source = entry.type === 'webhook' ? trail : query
  const pending = source.isLoading
  const failed = source.isLoadingError && !isNotFound(source.error)
  const tab =
    chosen ?? (pending || failed || sideOf('response', entry, delivery) !== undefined ? 'response' : 'details')
  return (
    <>
      <Summary entry={entry} delivery={delivery} incoming={incoming} />
      {why && <WhySection entry={entry} delivery={delivery} why={why} />}
      <Trail entry={entry} trail={trail} hrefOf={hrefOf} />
      <div class="px-4 pt-1 pb-4">
        <Tabs
          label={m.event_logs_tabs()}
          value={tab}
          tabs={[
            { value: 'request', label: m.event_logs_request() },
            { value: 'response', label: m.event_logs_response() },
            { value: 'details', label: m.event_logs_tab_details() },
          ]}
          onValue={setChosen}
        >
          {tab === 'details' ? (
            <Details entry={entry} incoming={incoming} route={route} onFilter={onFilter} />
          ) : (
            <Exchange
              side={tab}
              entry={entry}
              delivery={delivery}
              pending={pending}
              onRetry={failed ? () => void source.refetch() : undefined}
            />
          )}
        </Tabs>
      </div>
    </>
  )
}

type FootProps = Pick<BodyProps, 'entry' | 'delivery' | 'incoming' | 'route'>

/** The main action, a link, and copies. */
function Foot({ entry, delivery, incoming, route }: FootProps) {
  const retry = useRetryDelivery()
  const mayRetry = useCan('webhooks:write')
  const { keyId, webhookId } = entry
  const open = deliveryHref(entry)
  const retryable = delivery?.status === 'failed' || delivery?.status === 'pending'
  return (
    <>
      {delivery && webhookId && mayRetry && retryable && (
        <Button
          kind="primary"
          icon={RotateCw}
          busy={retry.isPending}
          onClick={() => retry.mutate({ webhookId, delivery })}
        >
          {m.event_logs_retry()}
        </Button>
      )}
      {delivery && open && (
        <a class="btn" href={open}>
          {m.event_logs_open_delivery()}
        </a>
      )}
      {incoming && (
        <a
          class="btn"
          href={incomingHref(incoming.webhookId, incoming.request ? { request: incoming.request.id } : undefined)}
        >
          {incoming.request ? m.event_logs_open_request() : m.event_logs_open_incoming()}
        </a>
      )}
      {route && (
        <a class="btn" href={gatewayRouteHref(route.id)}>
          {m.event_logs_open_route()}
        </a>
      )}
      {keyId ? (
        <a class="btn" href={apiKeyHref(keyId)}>
          {m.event_logs_open_key()}
        </a>
      ) : entry.appId ? (
        <a class="btn" href={oauthAppHref(entry.appId)}>
          {m.event_logs_open_app()}
        </a>
      ) : (
        webhookId &&
        !delivery && (
          <a class="btn" href={webhookHref(webhookId)}>
            {m.event_logs_open_webhook()}
          </a>
        )
      )}
      <span class="ml-auto flex gap-1">
        {entry.type !== 'webhook' && (
          <CopyButton quiet text={commandOf(entry, delivery)} label={m.event_logs_copy_curl()} />
        )}
        <CopyButton quiet text={JSON.stringify(entry, null, 2)} label={m.event_logs_copy_json()} />
      </span>
    </>
  )
}
