import type { Webhook } from '../../../../client/src/generated.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { words } from '../webhook/dialog-words.ts'
import { OneWebhook } from '../webhook/one-webhook.tsx'
import { TestPanel, useTestRun } from './test-panel.tsx'

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
  const testRun = useTestRun(webhook)
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
            busy={testRun.test.isPending}
            aria-disabled={!testRun.payload.ok}
            onClick={testRun.send}
          >
            {testRun.tried ? t.retryTest : t.sendTest}
          </Button>
        </>
      }
    >
      <TestPanel testRun={testRun} />
    </Dialog>
  )
}
