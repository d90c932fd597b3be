import { Send } from 'lucide-preact'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import type { useTestUnsaved } from '../testing/use-test.ts'
import { hostOf } from '../webhook/target.ts'
import type { Draft } from './draft.ts'
import { WebhookSummary } from './webhook-summary.tsx'

const Outcome = lazy(() => import('../testing/outcome.tsx').then((it) => it.Outcome))

type FormSummaryProps = {
  draft: Draft
  existing: boolean
  testRun: ReturnType<typeof useTestUnsaved>
  /** The event of the test. */
  eventType: string
  onTest: () => void
}

/** Beside the form: the test of the connection, and in words what the webhook will get and what happens if it fails. */
export function FormSummary({ draft, existing, testRun, eventType, onTest }: FormSummaryProps) {
  const tried = testRun.data !== undefined || testRun.error !== null
  return (
    <div class="flex flex-col gap-5 text-base">
      <section>
        <h3>{m.webhooks_form_test_connection()}</h3>
        <p class="mt-0.5 mb-2.5 text-soft">
          {existing ? m.webhooks_form_test_edited() : m.webhooks_form_test_text({ type: eventType })}
        </p>
        <Button class="w-full" icon={Send} busy={testRun.isPending} onClick={onTest}>
          {tried ? m.webhooks_form_test_again() : m.webhooks_form_test_connection()}
        </Button>
        <div class="mt-3" role="status">
          {(tried || testRun.isPending) && <Outcome compact testRun={testRun} host={hostOf(draft.url)} />}
        </div>
      </section>
      <WebhookSummary draft={draft} existing={existing} />
    </div>
  )
}
