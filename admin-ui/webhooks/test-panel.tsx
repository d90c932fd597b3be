import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { TEST_EVENT } from '../../contract/event-pattern.ts'
import type { Webhook } from '../../contract/webhooks.ts'
import { CodeBlock } from '../parts/code-block.tsx'
import { Note } from '../parts/note.tsx'
import { Select } from '../parts/select.tsx'
import { SkeletonRows } from '../parts/skeleton.tsx'
import { Loaded } from '../parts/states.tsx'
import { words } from './dialog-words.ts'
import { hostOf, Outcome } from './outcome.tsx'
import { useEventTypes } from './queries.ts'
import { usePreview, useTestWebhook } from './trials.ts'

/** A test in the making: which event, what would be sent, and how it went. */
export function useTrial(webhook: Webhook) {
  const [eventType, choose] = useState(TEST_EVENT)
  const test = useTestWebhook(webhook.id)
  return {
    webhook,
    eventType,
    choose: (type: string) => {
      test.reset()
      choose(type)
    },
    test,
    send: () => test.mutate({ eventType }),
    tried: test.data !== undefined || test.error !== null,
  }
}

/** The payload before it is sent, then the answer as soon as there is one. */
export function TestPanel({ trial, action }: { trial: ReturnType<typeof useTrial>; action?: ComponentChildren }) {
  const t = words()
  const { webhook, eventType, choose, test } = trial
  const types = useEventTypes().data ?? []
  const preview = usePreview({ eventType, transform: webhook.transform })
  const offered = types.some(({ type }) => type === eventType) ? types.map(({ type }) => type) : [eventType]
  return (
    <div class="flex flex-col gap-5">
      <Select
        label={t.testEvent}
        value={eventType}
        choices={offered.map((type) => ({ value: type, label: type }))}
        onValue={choose}
      />
      <section class="min-w-0">
        <h3>{t.testPayload}</h3>
        <p class="mb-2 text-sm text-soft">{t.testHint}</p>
        <Loaded query={preview} waiting={<SkeletonRows rows={4} height="dense" />}>
          {({ body, errors }) =>
            errors[0] ? (
              <Note tone="warn">{errors[0].message}</Note>
            ) : (
              <CodeBlock>{JSON.stringify(body, null, 2)}</CodeBlock>
            )
          }
        </Loaded>
      </section>
      {action}
      <section class="min-w-0">
        <h3 class="mb-2">{t.response}</h3>
        {!trial.tried && !test.isPending && <p class="text-soft">{t.notSentYet}</p>}
        <Outcome trial={test} host={hostOf(webhook.url)} />
      </section>
    </div>
  )
}
