import { m } from '../../../messages/index.ts'
import { targetText, useModuleNames } from '../webhook/words.ts'
import type { Draft } from './draft.ts'

/** Beside the form: in words what the webhook accepts, what it writes, and what it refuses. */
export function IncomingSummary({ draft }: { draft: Draft }) {
  const nameOf = useModuleNames()
  const { kind, target } = draft
  const isComplete = target === 'event' ? draft.eventType.trim() !== '' : draft.module !== ''
  const limit = draft.rateLimitPerMinute.trim()
  return (
    <div class="flex flex-col gap-4 text-base">
      <section>
        <h3>{m.incoming_summary_accepts()}</h3>
        <p class="mt-0.5 text-soft">
          {kind === '' ? m.incoming_summary_no_sender() : m.incoming_summary_sender({ kind })}
        </p>
      </section>
      <section>
        <h3>{m.incoming_summary_does()}</h3>
        <p class="mt-0.5 text-soft">
          {isComplete
            ? targetText({ ...draft, module: draft.module, eventType: draft.eventType.trim() }, nameOf)
            : m.incoming_summary_no_target()}
        </p>
      </section>
      <section>
        <h3>{m.incoming_summary_refuses()}</h3>
        <ul class="mt-0.5 list-disc pl-4 text-soft">
          {kind !== '' && kind !== 'none' && <li>{m.incoming_summary_refuses_signature()}</li>}
          {target === 'record' && <li>{m.incoming_summary_refuses_fields()}</li>}
          <li>
            {limit
              ? m.incoming_summary_refuses_limit({ limit: Number(limit) || 0 })
              : m.incoming_summary_refuses_plan()}
          </li>
        </ul>
        <p class="mt-2 text-soft">{m.incoming_summary_logged()}</p>
      </section>
    </div>
  )
}
