import type { Approval } from '../../../../client/src/generated.ts'
import { layout } from '../../../hooks/media.ts'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { ButtonItem } from '../../../ui/button-item.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { ApprovalState, EnvironmentBadge } from './facts.tsx'

type DecidedTableProps = {
  approvals: readonly Approval[]
  openId: string | undefined
  onOpen: (id: string) => void
}

/** What was decided: each call with who asked, who decided, and when. */
export function DecidedTable({ approvals, openId, onOpen }: DecidedTableProps) {
  if (layout.value === 'phone') {
    return (
      <ul aria-label={m.gateway_decided_title()}>
        {approvals.map((approval) => (
          <ButtonItem
            key={approval.id}
            facts={
              <>
                <ApprovalState status={approval.status} />
                <span class="truncate">{approval.caller.name}</span>
                <RelativeTime at={approval.decidedAt ?? approval.expiresAt} />
              </>
            }
            onPress={() => onOpen(approval.id)}
          >
            <span class="min-w-0 truncate font-medium">{approval.title}</span>
          </ButtonItem>
        ))}
      </ul>
    )
  }
  const columns: Column<Approval>[] = [
    {
      key: 'title',
      title: m.gateway_tool(),
      cell: ({ id, title, tool, environment }) => (
        <span class="flex min-w-0 items-center gap-2">
          <button type="button" class="name-link min-w-0 truncate" title={tool} onClick={() => onOpen(id)}>
            {title}
          </button>
          <EnvironmentBadge environment={environment} />
        </span>
      ),
    },
    { key: 'status', title: m.gateway_status(), width: 128, cell: ({ status }) => <ApprovalState status={status} /> },
    {
      key: 'caller',
      title: m.gateway_approval_caller(),
      width: 180,
      from: 640,
      cell: ({ caller }) => (
        <span class="block truncate" title={caller.name}>
          {caller.name}
        </span>
      ),
    },
    {
      key: 'by',
      title: m.gateway_approval_by(),
      width: 180,
      from: 820,
      cell: ({ decidedBy }) => <span class="block truncate text-soft">{decidedBy ?? '—'}</span>,
    },
    {
      key: 'time',
      title: m.gateway_approval_decided(),
      width: 124,
      class: 'number',
      cell: ({ decidedAt, expiresAt }) => <RelativeTime at={decidedAt ?? expiresAt} />,
    },
  ]
  return (
    <Table
      caption={m.gateway_decided_title()}
      columns={columns}
      rows={approvals}
      rowKey={({ id }) => id}
      openKey={openId}
      onOpen={({ id }) => onOpen(id)}
    />
  )
}
