import { ListTree, RotateCw } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { IncomingRequestDetail, IncomingWebhook } from '../../../../client/src/generated.ts'
import { address } from '../../../../client/src/request.ts'
import { MAX_SHOWN_KB } from '../../../../contract/incoming.data.ts'
import { isNotFound } from '../../../api/call-api.ts'
import { indentJson } from '../../../format/indent-json.ts'
import { formatBytes, formatInstant, formatLogTime, formatNumber } from '../../../format/language.ts'
import { eventHref, moduleHref } from '../../../format/object-links.ts'
import { requestOutcome } from '../../../format/request-outcome.ts'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { Middle } from '../../../ui/middle.tsx'
import { Drawer } from '../../../ui/overlays/drawer.tsx'
import { incomingTabHref } from '../webhook/routes.ts'
import { useReplay, useRequest } from './queries.ts'
import { Verdict } from './verdict.tsx'
import { WhyRefused } from './why.tsx'

type RequestDrawerProps = {
  webhook: IncomingWebhook
  id: string
  /** The requests of the list, for the previous and the next one. */
  ids: readonly string[]
  url: UrlState
  onClose: () => void
}

/** One request beside the list: what became of it, why it was refused, and what was sent. */
export function RequestDrawer({ webhook, id, ids, url, onClose }: RequestDrawerProps) {
  const query = useRequest(webhook.id, id)
  const gone = isNotFound(query.error)
  const at = ids.indexOf(id)
  const step = (by: number) => {
    const to = at < 0 || at + by < 0 ? undefined : ids[at + by]
    return to ? () => url.open({ request: to }) : undefined
  }
  return (
    <Drawer
      title={m.incoming_request()}
      onClose={onClose}
      onPrevious={step(-1)}
      onNext={step(1)}
      footer={!gone && query.data && <Actions key={id} webhook={webhook} request={query.data} url={url} />}
    >
      {gone ? (
        <div class="p-4">
          <Note alert>{m.incoming_request_gone()}</Note>
        </div>
      ) : (
        <Loaded query={query} waiting={<SkeletonRows rows={10} height="dense" />}>
          {(request) => <Details key={id} webhook={webhook} request={request} url={url} />}
        </Loaded>
      )}
    </Drawer>
  )
}

/** The entry in the event log of a call, by its request id: both have the same time and random part. */
const callHref = (requestId: string): string => address('/event-logs', { log: requestId.replace(/^req_/, 'log_') })

type DetailsProps = { webhook: IncomingWebhook; request: IncomingRequestDetail; url: UrlState }

function Details({ webhook, request, url }: DetailsProps) {
  return (
    <div class="divide-y divide-line">
      <Facts request={request} url={url} />
      {request.verdict === 'refused' && <WhyRefused webhook={webhook} request={request} />}
      {request.mapped && (
        <Block title={m.incoming_mapped()}>
          <CodeBlock>{JSON.stringify(request.mapped, null, 2)}</CodeBlock>
        </Block>
      )}
      <Payload request={request} />
      <HeaderList headers={request.headers} />
    </div>
  )
}

function Facts({ request, url }: Omit<DetailsProps, 'webhook'>) {
  const { firstId, module, recordId, eventId } = request
  const mayReadLogs = useCan('logs:read')
  // A replay was no call of the sender.
  const logged = mayReadLogs && !request.replay ? request.requestId : null
  return (
    <section class="p-4">
      <h3 class="mb-2.5 flex min-w-0 items-center gap-2 text-form">
        <Verdict request={request} />
        <span class="min-w-0 truncate font-normal">{requestOutcome(request)}</span>
        {request.replay && <Badge tone="info">{m.incoming_replay_badge()}</Badge>}
      </h3>
      {(recordId || eventId || logged) && (
        <p class="mb-2.5 flex flex-wrap gap-x-4">
          {module && recordId && (
            <a class="link" href={moduleHref(module, { record: recordId })}>
              {m.incoming_open_record()}
            </a>
          )}
          {eventId && (
            <a class="link" href={eventHref(eventId)}>
              {m.incoming_open_event()}
            </a>
          )}
          {logged && (
            <a class="link" href={callHref(logged)}>
              {m.incoming_open_log()}
            </a>
          )}
        </p>
      )}
      <dl class="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-3 [&_dd]:min-w-0 [&_dt]:text-sm [&_dt]:text-faint">
        <Fact name={m.incoming_received()}>
          <span title={formatInstant(new Date(request.receivedAt))}>{formatLogTime(new Date(request.receivedAt))}</span>
        </Fact>
        <Fact name={m.incoming_sender_id()}>
          {request.senderId === null ? (
            m.incoming_none()
          ) : (
            <code>
              <Middle text={request.senderId} tail={6} />
            </code>
          )}
        </Fact>
        <Fact name={m.incoming_size()}>{formatBytes(request.sizeBytes)}</Fact>
        <Fact name={m.incoming_content_type()}>
          <span class="block truncate" title={request.contentType ?? undefined}>
            {request.contentType ?? m.incoming_none()}
          </span>
        </Fact>
        <Fact name={m.incoming_ip()}>
          <code>{request.ip ?? m.incoming_none()}</code>
        </Fact>
        <Fact name={m.incoming_settings_id()}>
          <span class="flex items-center gap-0.5">
            <code class="min-w-0">
              <Middle text={request.id} tail={4} />
            </code>
            <CopyButton compact text={request.id} label={m.incoming_settings_copy_id()} />
          </span>
        </Fact>
      </dl>
      {firstId && (
        <p class="mt-3">
          <Button kind="link" onClick={() => url.open({ request: firstId })}>
            {request.replay ? m.incoming_replay_of() : m.incoming_repeat_of()}
          </Button>
        </p>
      )}
    </section>
  )
}

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div class="min-w-0">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const Block = ({ title, copy, children }: { title: string; copy?: ComponentChildren; children: ComponentChildren }) => (
  <section class="min-w-0 p-4">
    <div class="mb-1.5 flex min-h-7 items-center justify-between gap-2">
      <h3>{title}</h3>
      {copy}
    </div>
    {children}
  </section>
)

function Payload({ request: { body, bodyTruncated, verdict, replay, firstId } }: { request: IncomingRequestDetail }) {
  if (body === null) {
    return (
      <Block title={m.incoming_payload()}>
        <p class="text-soft">
          {firstId !== null
            ? m.incoming_payload_of_first({ replay: replay ? 'yes' : 'no' })
            : m.incoming_payload_not_kept({ verdict })}
        </p>
      </Block>
    )
  }
  return (
    <Block
      title={m.incoming_payload()}
      copy={body && <CopyButton compact text={body} label={m.incoming_copy_payload()} />}
    >
      {body ? <CodeBlock>{indentJson(body)}</CodeBlock> : <p class="text-soft">{m.incoming_payload_empty()}</p>}
      {bodyTruncated && <p class="mt-1 text-sm text-soft">{m.incoming_payload_cut({ kb: MAX_SHOWN_KB })}</p>}
    </Block>
  )
}

function HeaderList({ headers }: { headers: Record<string, string> }) {
  const entries = Object.entries(headers)
  return (
    <details class="p-4" open>
      <summary class="py-0.5 font-semibold">
        {m.incoming_headers()} <span class="text-sm font-normal text-faint">{formatNumber(entries.length)}</span>
      </summary>
      <dl class="secret mt-1.5 grid gap-0.5 text-sm select-auto!">
        {entries.map(([name, value]) => (
          <div key={name} class="font-mono">
            <dt class="inline text-soft">{name}: </dt>
            <dd class="inline">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function Actions({ webhook, request, url }: DetailsProps) {
  const mayWrite = useCan('incoming:write')
  const replay = useReplay(webhook.id)
  const { id, replayable } = request
  return (
    <>
      {mayWrite && (
        <Button
          kind={request.verdict === 'refused' && replayable ? 'primary' : 'plain'}
          icon={RotateCw}
          busy={replay.isPending}
          aria-disabled={!replayable}
          data-tip={replayable ? m.incoming_replay_tip() : m.incoming_not_replayable()}
          onClick={() => replay.mutate(id, { onSuccess: (made) => url.open({ request: made.id }) })}
        >
          {m.incoming_replay()}
        </Button>
      )}
      {replayable && (
        <a class="btn ml-auto" data-kind="quiet" href={incomingTabHref(webhook.id, 'mapping', id)}>
          <ListTree size={16} aria-hidden="true" />
          {layout.value === 'phone' ? m.incoming_map() : m.incoming_map_this()}
        </a>
      )}
    </>
  )
}
