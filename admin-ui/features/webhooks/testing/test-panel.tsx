import type { ComponentChildren } from 'preact'
import type { Webhook } from '../../../../client/src/generated.ts'
import { refusedFields } from '../../../forms/form.ts'
import { m } from '../../../messages/index.ts'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { hostOf } from '../webhook/target.ts'
import { usePayload } from './use-payload.ts'
import { useTestWebhook } from './use-test.ts'

const waiting = () => <SkeletonRows rows={8} height="row" />
const PayloadFields = lazy(() => import('./payload-fields.tsx').then((it) => it.PayloadFields), waiting)
const Outcome = lazy(() => import('./outcome.tsx').then((it) => it.Outcome))

/** The state of a test: its payload and its result. */
export function useTestRun(webhook: Webhook) {
  const payload = usePayload()
  const test = useTestWebhook(webhook.id)
  return {
    webhook,
    payload,
    test,
    send: () => payload.ok && test.mutate(payload.input),
    tried: test.data !== undefined || test.error !== null,
  }
}

type TestPanelProps = {
  testRun: ReturnType<typeof useTestRun>
  action?: ComponentChildren
  /** The answer stands beside the payload where there is room. */
  wide?: boolean
}

/** The payload before sending, then the answer. */
export function TestPanel({ testRun, action, wide = false }: TestPanelProps) {
  const { webhook, payload, test } = testRun
  const refused = refusedFields(test.error)
  return (
    <div class={`flex flex-col gap-5 ${wide ? 'xl:grid xl:grid-cols-2 xl:items-start xl:gap-8' : ''}`}>
      <div class="flex min-w-0 flex-col gap-5">
        <PayloadFields payload={payload} transform={webhook.transform} errors={refused} onChange={test.reset} />
        {action}
      </div>
      <section class="min-w-0">
        <h3 class="mb-2">{m.webhooks_dialog_response()}</h3>
        <div role="status">
          {testRun.tried || test.isPending ? (
            <Outcome testRun={test} host={hostOf(webhook.url)} />
          ) : (
            <p class="text-soft">{m.webhooks_dialog_not_sent_yet()}</p>
          )}
        </div>
      </section>
    </div>
  )
}
