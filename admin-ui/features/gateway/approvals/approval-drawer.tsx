import { Check, X } from 'lucide-preact'
import type { Approval } from '../../../../client/src/generated.ts'
import { isNotFound } from '../../../api/call-api.ts'
import { formatInstant } from '../../../format/language.ts'
import { gatewayRouteHref } from '../../../format/object-links.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { Drawer } from '../../../ui/overlays/drawer.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { ApprovalState, Caller, EnvironmentBadge } from './facts.tsx'
import { type Decision, useApproval } from './queries.ts'

type ApprovalDrawerProps = {
  id: string
  onDecide: ((approval: Approval, decision: Decision) => void) | null
  onClose: () => void
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
}

/** One tool call: who wanted to do what, and what was decided. Opening it decides nothing. */
export function ApprovalDrawer({ id, onDecide, ...drawer }: ApprovalDrawerProps) {
  const query = useApproval(id)
  const gone = !query.data && isNotFound(query.error)
  return (
    <Drawer
      title={query.data?.title ?? m.gateway_approval_one()}
      {...drawer}
      footer={query.data && <Foot approval={query.data} onDecide={onDecide} />}
    >
      {gone ? (
        <div class="p-4">
          <Note alert>{m.gateway_approval_gone()}</Note>
        </div>
      ) : (
        <Loaded query={query} waiting={<SkeletonRows rows={8} height="row" />}>
          {(approval) => <Body approval={approval} />}
        </Loaded>
      )}
    </Drawer>
  )
}

function Foot({ approval, onDecide }: Pick<ApprovalDrawerProps, 'onDecide'> & { approval: Approval }) {
  const { status, routeId } = approval
  return (
    <>
      {status === 'pending' && onDecide && (
        <>
          <Button kind="primary" icon={Check} onClick={() => onDecide(approval, 'approve')}>
            {m.gateway_approve()}
          </Button>
          <Button kind="risk" icon={X} onClick={() => onDecide(approval, 'deny')}>
            {m.gateway_deny()}
          </Button>
        </>
      )}
      {routeId && (
        <a class="btn ml-auto" href={gatewayRouteHref(routeId)}>
          {m.gateway_tools_open_route()}
        </a>
      )}
    </>
  )
}

function Body({ approval }: { approval: Approval }) {
  const { status, tool, caller, environment, createdAt, expiresAt, decidedAt, decidedBy, reason, usedAt, requestId } =
    approval
  const isOpen = status === 'pending' || status === 'approved'
  return (
    <>
      <div class="flex items-center gap-2 border-b border-line p-4">
        <ApprovalState status={status} />
        <EnvironmentBadge environment={environment} />
      </div>
      <dl class="facts border-b border-line p-4">
        <dt>{m.gateway_tool()}</dt>
        <dd>
          <code class="wrap-anywhere">{tool}</code>
        </dd>
        <dt>{m.gateway_approval_caller()}</dt>
        <dd>
          <Caller caller={caller} />
        </dd>
        <dt>{m.gateway_approval_asked()}</dt>
        <dd>{formatInstant(new Date(createdAt))}</dd>
        {isOpen && (
          <>
            <dt>{m.gateway_approval_expires()}</dt>
            <dd>
              <RelativeTime at={expiresAt} />
            </dd>
          </>
        )}
        {decidedAt && (
          <>
            <dt>{m.gateway_approval_decided()}</dt>
            <dd>
              <RelativeTime at={decidedAt} /> {decidedBy && m.gateway_by({ name: decidedBy })}
            </dd>
          </>
        )}
        {reason && (
          <>
            <dt>{m.gateway_decide_reason()}</dt>
            <dd class="wrap-anywhere">{reason}</dd>
          </>
        )}
        {usedAt && (
          <>
            <dt>{m.gateway_approval_used()}</dt>
            <dd>
              <RelativeTime at={usedAt} />
            </dd>
          </>
        )}
        {requestId && (
          <>
            <dt>{m.audit_request_id()}</dt>
            <dd>
              <code class="wrap-anywhere">{requestId}</code>
            </dd>
          </>
        )}
      </dl>
      <div class="p-4">
        <h3 class="mb-1.5 text-base!">{m.gateway_tools_arguments()}</h3>
        <CodeBlock>{JSON.stringify(approval.arguments, null, 2)}</CodeBlock>
        <p class="mt-2 text-sm text-soft">{m.gateway_approval_hidden()}</p>
      </div>
    </>
  )
}
