import type { ComponentChildren } from 'preact'
import type { Webhook } from '../../../../client/src/generated.ts'
import { refusedFields } from '../../../forms/form.ts'
import { lazy } from '../../../ui/lazy.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { words } from '../webhook/dialog-words.ts'
import { hostOf } from '../webhook/target.ts'
import { usePayload } from './use-payload.ts'
import { useTestWebhook } from './use-test.ts'

const waiting = () => <SkeletonRows rows={8} height="row" />
const PayloadFields = lazy(() => import('./payload-fields.tsx').then((it) => it.PayloadFields), waiting)
const Outcome = lazy(() => import('./outcome.tsx').then((it) => it.Outcome))

/** A test in the making: what would be sent, and how it went. */
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

/** The payload before it is sent, then the answer as soon as there is one. */
export function TestPanel({ testRun, action }: { testRun: ReturnType<typeof useTestRun>; action?: ComponentChildren }) {
  const t = words()
  const { webhook, payload, test } = testRun
  const refused = refusedFields(test.error)
  return (
    <div class="flex flex-col gap-5">
      <PayloadFields payload={payload} transform={webhook.transform} errors={refused} onChange={test.reset} />
      {action}
      <section class="min-w-0">
        <h3 class="mb-2">{t.response}</h3>
        <div role="status">
          {testRun.tried || test.isPending ? (
            <Outcome testRun={test} host={hostOf(webhook.url)} />
          ) : (
            <p class="text-soft">{t.notSentYet}</p>
          )}
        </div>
      </section>
    </div>
  )
}
