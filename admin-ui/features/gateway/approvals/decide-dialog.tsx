import { useState } from 'preact/hooks'
import type { Approval } from '../../../../client/src/generated.ts'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { TextField } from '../../../forms/field.tsx'
import { m } from '../../../messages/index.ts'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { Note, Refusal } from '../../../ui/feedback/note.tsx'
import { type Decision, useDecide } from './queries.ts'

type DecideDialogProps = {
  approval: Approval
  decision: Decision
  /** What the tool changes cannot be undone. */
  destructive: boolean
  onClose: () => void
}

/** Asks before a tool call is approved or denied; a reason may be told to the agent. */
export function DecideDialog({ approval, decision, destructive, onClose }: DecideDialogProps) {
  const decide = useDecide()
  const [reason, setReason] = useState('')
  const approves = decision === 'approve'
  return (
    <ConfirmDialog
      title={approves ? m.gateway_approve_title() : m.gateway_deny_title()}
      confirm={approves ? m.gateway_approve() : m.gateway_deny()}
      kind={approves && destructive ? 'danger' : 'primary'}
      busy={decide.isPending}
      keepOnOutsidePress
      onClose={onClose}
      onConfirm={() => decide.mutate({ approval, decision, reason: reason.trim() }, { onSuccess: onClose })}
    >
      {decide.error && <Refusal error={decide.error} unanswered={m.gateway_decide_lost()} />}
      <p class="wrap-anywhere">
        {approves
          ? m.gateway_approve_text({ title: approval.title, name: approval.caller.name })
          : m.gateway_deny_text({ title: approval.title, name: approval.caller.name })}
      </p>
      {approves && destructive && <Note tone="warn">{m.gateway_approve_destructive()}</Note>}
      <CodeBlock>{JSON.stringify(approval.arguments, null, 2)}</CodeBlock>
      <TextField
        label={m.gateway_decide_reason()}
        hint={m.gateway_decide_reason_hint()}
        autocomplete="off"
        maxLength={500}
        value={reason}
        onValue={setReason}
      />
    </ConfirmDialog>
  )
}
