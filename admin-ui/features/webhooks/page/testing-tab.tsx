import { Send } from 'lucide-preact'
import { Button } from '../../../ui/button.tsx'
import { TestPanel, useTestRun } from '../testing/test-panel.tsx'
import { words } from '../webhook/page-words.ts'
import type { TabProps } from '../webhook/routes.ts'

/** A test on the page itself: choose, read, send, see. */
export function TestingTab({ webhook }: TabProps) {
  const t = words()
  const testRun = useTestRun(webhook)
  return (
    <section class="card max-w-3xl p-4">
      <h2 class="sr-only">{t.tabs.testing}</h2>
      <TestPanel
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
              {testRun.tried ? t.retryTest : t.sendTest}
            </Button>
          </div>
        }
      />
    </section>
  )
}
