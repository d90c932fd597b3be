import { Send } from 'lucide-preact'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { TestPanel, useTestRun } from '../testing/test-panel.tsx'
import type { TabProps } from '../webhook/routes.ts'

/** A test inside the page: choose an event, check the payload, send, see the answer. */
export function TestingTab({ webhook }: TabProps) {
  const testRun = useTestRun(webhook)
  return (
    <section class="card max-w-3xl p-4 xl:max-w-none">
      <h2 class="sr-only">{m.webhooks_page_tab_name({ tab: 'testing' })}</h2>
      <TestPanel
        wide
        testRun={testRun}
        action={
          <div>
            <Button
              kind="primary"
              icon={Send}
              busy={testRun.test.isPending}
              aria-disabled={!testRun.payload.ok}
              onClick={testRun.send}
            >
              {testRun.tried ? m.webhooks_page_retry_test() : m.webhooks_page_send_test()}
            </Button>
          </div>
        }
      />
    </section>
  )
}
