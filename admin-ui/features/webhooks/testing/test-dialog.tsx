import type { Webhook } from '../../../../client/src/generated.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { OneWebhook } from '../webhook/one-webhook.tsx'
import { TestPanel, useTestRun } from './test-panel.tsx'

/** Sends a sample to a webhook and shows what its receiver answers. */
export function TestDialog({ id, onClose }: { id: string; onClose: () => void }) {
  return (
    <OneWebhook id={id} title={m.webhooks_dialog_test_title_loading()} size="wide" onClose={onClose}>
      {(webhook) => <Test webhook={webhook} onClose={onClose} />}
    </OneWebhook>
  )
}

function Test({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const testRun = useTestRun(webhook)
  return (
    <Dialog
      title={m.webhooks_dialog_test_title({ name: webhook.name })}
      size="wide"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{m.ui_close()}</Button>
          <Button
            kind="primary"
            autofocus
            busy={testRun.test.isPending}
            aria-disabled={!testRun.payload.ok}
            onClick={testRun.send}
          >
            {testRun.tried ? m.webhooks_dialog_retry_test() : m.webhooks_dialog_send_test()}
          </Button>
        </>
      }
    >
      <TestPanel testRun={testRun} />
    </Dialog>
  )
}
