import { RETRY_DELAYS_SECONDS, RETRY_JITTER } from '../../../../contract/delivery-schedule.ts'
import { formatShare } from '../../../format/language.ts'
import { words } from '../webhook/setting-words.ts'

const DELAYS: readonly number[] = RETRY_DELAYS_SECONDS

/** When each attempt comes, in words. */
export function Schedule({ retries }: { retries: number }) {
  const t = words()
  if (retries === 0) return <p class="text-sm text-soft">{t.noRetries}</p>
  const waits = Array.from({ length: retries }, (_, index): number => DELAYS[index] ?? DELAYS.at(-1) ?? 0)
  return (
    <div class="text-sm text-soft" aria-live="polite">
      <p>{t.schedule(waits)}</p>
      <p>
        {t.scheduleNote(
          formatShare(RETRY_JITTER),
          waits.reduce((sum, wait) => sum + wait, 0),
        )}
      </p>
    </div>
  )
}
