import type { Webhook } from '../../../contract/webhooks.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { words } from './dialog-words.ts'
import { OneWebhook } from './one-webhook.tsx'
import { TestPanel, useTrial } from './test-panel.tsx'

/** Sends a sample to a webhook and shows what its receiver answers. */
export function TestDialog({ id, onClose }: { id: string; onClose: () => void }) {
  return (
    <OneWebhook id={id} title={words().testTitleWaiting} size="wide" onClose={onClose}>
      {(webhook) => <Test webhook={webhook} onClose={onClose} />}
    </OneWebhook>
  )
}

function Test({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const t = words()
  const trial = useTrial(webhook)
  return (
    <Dialog
      title={t.testTitle(webhook.name)}
      size="wide"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t.close}</Button>
          <Button
            kind="primary"
            autofocus
            busy={trial.test.isPending}
            aria-disabled={!trial.payload.ok}
            onClick={trial.send}
          >
            {trial.tried ? t.retryTest : t.sendTest}
          </Button>
        </>
      }
    >
      <TestPanel trial={trial} />
    </Dialog>
  )
}
