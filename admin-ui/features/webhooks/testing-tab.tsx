import { Send } from 'lucide-preact'
import { Button } from '../../ui/button.tsx'
import { words } from './list/page-words.ts'
import type { TabProps } from './routes.ts'
import { TestPanel, useTrial } from './test-panel.tsx'

/** A test on the page itself: choose, read, send, see. */
export function TestingTab({ webhook }: TabProps) {
  const t = words()
  const trial = useTrial(webhook)
  return (
    <section class="card max-w-3xl p-4">
      <h2 class="sr-only">{t.tabs.testing}</h2>
      <TestPanel
        trial={trial}
        action={
          <div>
            <Button
              kind="primary"
              icon={Send}
              busy={trial.test.isPending}
              aria-disabled={!trial.payload.ok}
              onClick={trial.send}
            >
              {trial.tried ? t.retryTest : t.sendTest}
            </Button>
          </div>
        }
      />
    </section>
  )
}
