import { useState } from 'preact/hooks'
import type { Webhook } from '../../../../client/src/generated.ts'
import { Checkbox } from '../../../forms/choice.tsx'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { now } from '../../../hooks/clock.ts'
import { m } from '../../../messages/index.ts'
import { Note } from '../../../ui/feedback/note.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { EnvironmentBadge, heldText, LastTriggered } from '../webhook/facts.tsx'
import { useDeleteWebhook, useResumeWebhook } from '../webhook/mutations.ts'
import { OneWebhook } from '../webhook/one-webhook.tsx'

type EndDialogProps = { id: string; onClose: () => void }

const WEEK_MS = 7 * 86_400_000

/** Resumes a webhook: shows why it was disabled, and asks whether to send held deliveries. */
export function ResumeDialog({ id, onClose }: EndDialogProps) {
  const resume = useResumeWebhook()
  const [sendHeld, setSendHeld] = useState(false)
  return (
    <OneWebhook id={id} title={m.webhooks_dialog_resume_title()} onClose={onClose}>
      {(webhook) => {
        const held = heldText(webhook)
        return (
          <ConfirmDialog
            title={m.webhooks_dialog_resume_title()}
            confirm={m.webhooks_dialog_resume_button()}
            kind="primary"
            busy={resume.isPending}
            onClose={onClose}
            onConfirm={() => resume.mutate({ webhook, sendHeld: sendHeld && held !== null }, { onSettled: onClose })}
          >
            {webhook.disabledReason && (
              <Note tone="warn">{m.webhooks_reason_name({ reason: webhook.disabledReason })}</Note>
            )}
            <p>
              {webhook.status === 'disabled'
                ? m.webhooks_dialog_resume_disabled_text({ name: webhook.name })
                : m.webhooks_dialog_resume_text({ name: webhook.name })}
            </p>
            <Facts webhook={webhook} />
            {held && (
              <Checkbox
                label={m.webhooks_dialog_send_held({ count: held.count, range: held.range })}
                checked={sendHeld}
                onChecked={setSendHeld}
              />
            )}
            <p class="text-soft">{held ? m.webhooks_dialog_held_hint() : m.webhooks_dialog_resume_hint()}</p>
          </ConfirmDialog>
        )
      }}
    </OneWebhook>
  )
}

/** Deletes a webhook: shows its name, and a box must be checked. */
export function DeleteDialog({ id, onClose, onDeleted }: EndDialogProps & { onDeleted: () => void }) {
  const remove = useDeleteWebhook()
  return (
    <OneWebhook id={id} title={m.webhooks_dialog_delete_title()} onClose={onClose}>
      {(webhook) => (
        <ConfirmDialog
          title={m.webhooks_dialog_delete_title()}
          confirm={m.webhooks_dialog_delete_button()}
          check={m.webhooks_dialog_delete_check({ name: webhook.name })}
          busy={remove.isPending}
          onClose={onClose}
          onConfirm={() => remove.mutate(webhook, { onSuccess: onDeleted, onError: onClose })}
        >
          <p>
            {m.webhooks_dialog_delete_text()} {webhook.status === 'active' && m.webhooks_dialog_delete_hint()}
          </p>
          <Facts webhook={webhook} />
          {webhook.status === 'active' && wasBusy(webhook, now.value) && (
            <Note tone="warn">{m.webhooks_dialog_delete_recent()}</Note>
          )}
        </ConfirmDialog>
      )}
    </OneWebhook>
  )
}

const wasBusy = (webhook: Webhook, at: number) =>
  webhook.lastTriggeredAt !== null && at - Date.parse(webhook.lastTriggeredAt) < WEEK_MS

function Facts({ webhook }: { webhook: Webhook }) {
  return (
    <dl class="card facts p-3">
      <dt>{m.webhooks_name()}</dt>
      <dd class="flex flex-wrap items-center gap-2 font-semibold">
        {webhook.name} <EnvironmentBadge environment={webhook.environment} />
      </dd>
      <dt>{m.webhooks_url()}</dt>
      <dd>
        <code>{webhook.url}</code>
      </dd>
      {webhook.failingSince && (
        <>
          <dt>{m.webhooks_dialog_failing_since()}</dt>
          <dd>
            <RelativeTime at={webhook.failingSince} /> (
            {m.webhooks_dialog_failures({ count: webhook.consecutiveFailures })})
          </dd>
        </>
      )}
      <dt>{m.webhooks_last_triggered()}</dt>
      <dd>
        <LastTriggered webhook={webhook} />
      </dd>
    </dl>
  )
}
