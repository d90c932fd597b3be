import type { IncomingRequest } from '../../../../client/src/generated.ts'
import { formatBytes, formatInstant, formatLogTime } from '../../../format/language.ts'
import { requestOutcome } from '../../../format/request-outcome.ts'
import { selectColumn } from '../../../lists/columns.tsx'
import type { Selection } from '../../../lists/selection.ts'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { ButtonItem } from '../../../ui/button-item.tsx'
import { Middle } from '../../../ui/middle.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Verdict } from './verdict.tsx'

type RequestListProps = {
  requests: readonly IncomingRequest[]
  onOpen: (id: string) => void
}

type RequestTableProps = RequestListProps & {
  /** The request whose details are open. */
  openId?: string | undefined
  /** Undefined for users who may only read. */
  selection: Selection | undefined
}

const colorOf = ({ verdict }: IncomingRequest) => (verdict === 'refused' ? 'text-bad' : 'text-faint')

/** The table of requests. A narrow one leaves out what is also in the details, but never the outcome. */
export function RequestTable({ requests, onOpen, openId, selection }: RequestTableProps) {
  const timeOf = (one: IncomingRequest) => formatInstant(new Date(one.receivedAt))
  const columns: Column<IncomingRequest>[] = [
    ...(selection
      ? [
          selectColumn(
            requests.filter(({ replayable }) => replayable),
            selection,
            (one) => m.incoming_select_request({ time: timeOf(one) }),
          ),
        ]
      : []),
    {
      key: 'time',
      title: m.incoming_time(),
      width: 142,
      cell: (request) => (
        <button
          type="button"
          class="name-link block max-w-full truncate font-normal! tabular-nums"
          title={timeOf(request)}
          aria-label={m.incoming_view_request({ time: formatLogTime(new Date(request.receivedAt)) })}
          onClick={() => onOpen(request.id)}
        >
          {formatLogTime(new Date(request.receivedAt))}
        </button>
      ),
    },
    {
      key: 'verdict',
      title: m.incoming_verdict(),
      width: 108,
      cell: (request) => <Verdict request={request} />,
    },
    {
      key: 'outcome',
      title: m.incoming_outcome(),
      cell: (request) => {
        const text = requestOutcome(request)
        return (
          <span class={`block truncate ${colorOf(request)}`} title={request.reason ?? text}>
            {text}
            {request.reason && <span class="text-faint"> · {request.reason}</span>}
          </span>
        )
      },
    },
    {
      key: 'replay',
      title: m.incoming_replay_badge(),
      hideTitle: true,
      width: 76,
      from: 620,
      cell: ({ replay }) => replay && <Badge tone="info">{m.incoming_replay_badge()}</Badge>,
    },
    {
      key: 'sender',
      title: m.incoming_sender_id(),
      width: 172,
      from: 820,
      cell: ({ senderId }) =>
        senderId === null ? (
          <span class="text-faint">{m.incoming_none()}</span>
        ) : (
          <code class="text-faint">
            <Middle text={senderId} tail={6} />
          </code>
        ),
    },
    {
      key: 'size',
      title: m.incoming_size(),
      width: 84,
      from: 560,
      class: 'number text-soft',
      cell: ({ sizeBytes }) => formatBytes(sizeBytes),
    },
  ]
  return (
    <Table
      caption={m.incoming_requests()}
      dense
      columns={columns}
      rows={requests}
      rowKey={({ id }) => id}
      onOpen={({ id }) => onOpen(id)}
      openKey={openId}
      onSelect={selection && ((request) => request.replayable && selection.flip(request.id))}
    />
  )
}

/** Requests on a phone: each is one button that opens its details. */
export const RequestCards = ({ requests, onOpen }: RequestListProps) => (
  <ul aria-label={m.incoming_requests()}>
    {requests.map((request) => (
      <ButtonItem
        key={request.id}
        facts={
          <>
            <span class="min-w-0 flex-1 truncate">{request.reason ?? formatBytes(request.sizeBytes)}</span>
            <RelativeTime at={request.receivedAt} />
          </>
        }
        onPress={() => onOpen(request.id)}
      >
        <span class={`min-w-0 flex-1 truncate ${request.verdict === 'refused' ? 'text-bad' : ''}`}>
          {requestOutcome(request)}
        </span>
        {request.replay && <Badge tone="info">{m.incoming_replay_badge()}</Badge>}
        <Verdict request={request} />
      </ButtonItem>
    ))}
  </ul>
)
