import type { KeyUsage } from '../../../../../client/src/generated.ts'
import { eventLogHref } from '../../../../format/links.ts'
import { useCan } from '../../../../hooks/me.ts'
import { m } from '../../../../messages/index.ts'
import { lazy } from '../../../../ui/page/lazy.tsx'
import { Card } from './card.tsx'

// The words of all outcomes are large, and most keys have no failed calls.
const Reasons = lazy(
  () => import('./reasons.tsx').then((it) => it.Reasons),
  () => <div class="skeleton my-2 w-2/3" />,
)

/** Why the newest failed calls of the period failed. */
export function Failures({ id, usage }: { id: string; usage: KeyUsage }) {
  if (!useCan('logs:read')) return null
  return (
    <Card
      title={m.api_keys_page_why_failed()}
      action={
        usage.errors > 0 && (
          <a class="text-sm text-primary hover:underline" href={eventLogHref({ key: id, status: 'failed' })}>
            {m.api_keys_page_open_logs()}
          </a>
        )
      }
    >
      {usage.errors === 0 ? (
        <p class="px-4 py-6 text-center text-soft">{m.api_keys_page_none_failed()}</p>
      ) : (
        <div class="px-4 py-3">
          <Reasons id={id} from={usage.buckets[0]?.start} />
        </div>
      )}
    </Card>
  )
}
