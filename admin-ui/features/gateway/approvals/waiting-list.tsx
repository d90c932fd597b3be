import { Check, X } from 'lucide-preact'
import type { Approval } from '../../../../client/src/generated.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Caller, EnvironmentBadge } from './facts.tsx'
import type { Decision } from './queries.ts'

type WaitingListProps = {
  approvals: readonly Approval[]
  /** Null for users who may only see them. */
  onDecide: ((approval: Approval, decision: Decision) => void) | null
  onOpen: (id: string) => void
}

/** The tool calls that wait: who wants to do what with which arguments, until when it waits, and the decision. */
export const WaitingList = ({ approvals, onDecide, onOpen }: WaitingListProps) => (
  <ul class="grid gap-3" aria-label={m.gateway_waiting_title()}>
    {approvals.map((approval) => (
      <li key={approval.id} class="card min-w-0">
        <div class="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2.5">
          <button type="button" class="name-link min-w-0 truncate" onClick={() => onOpen(approval.id)}>
            {approval.title}
          </button>
          <code class="min-w-0 truncate text-soft">{approval.tool}</code>
          <EnvironmentBadge environment={approval.environment} />
          <span class="ml-auto flex-none text-sm text-soft">
            {m.gateway_approval_expires()} <RelativeTime at={approval.expiresAt} />
          </span>
        </div>
        <div class="flex flex-col gap-3 px-4 py-3">
          <p class="flex min-w-0 flex-wrap items-center gap-x-1 text-soft">
            {m.gateway_approval_asks()} <Caller caller={approval.caller} />
            <span>
              · <RelativeTime at={approval.createdAt} />
            </span>
          </p>
          <CodeBlock>{JSON.stringify(approval.arguments, null, 2)}</CodeBlock>
          {onDecide && (
            <div class="flex flex-wrap gap-2">
              <Button
                kind="primary"
                icon={Check}
                aria-label={m.gateway_approve_of({ title: approval.title })}
                onClick={() => onDecide(approval, 'approve')}
              >
                {m.gateway_approve()}
              </Button>
              <Button
                kind="risk"
                icon={X}
                aria-label={m.gateway_deny_of({ title: approval.title })}
                onClick={() => onDecide(approval, 'deny')}
              >
                {m.gateway_deny()}
              </Button>
            </div>
          )}
        </div>
      </li>
    ))}
  </ul>
)
