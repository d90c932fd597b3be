import { RETRY_DELAYS_SECONDS, RETRY_JITTER } from '../../../../contract/webhooks.data.ts'
import { formatDuration, formatShare } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'

const DELAYS: readonly number[] = RETRY_DELAYS_SECONDS

function shortDuration(seconds: number): string {
  if (seconds < 60) return formatDuration(seconds, 'second', 'narrow')
  if (seconds < 3600) return formatDuration(seconds / 60, 'minute', 'narrow')
  return formatDuration(Math.round(seconds / 360) / 10, 'hour', 'narrow')
}

/** The time of each attempt. */
export function Schedule({ retries }: { retries: number }) {
  if (retries === 0) return <p class="text-sm text-soft">{m.webhooks_setting_no_retries()}</p>
  const waits = Array.from({ length: retries }, (_, index): number => DELAYS[index] ?? DELAYS.at(-1) ?? 0)
  return (
    <div class="text-sm text-soft" aria-live="polite">
      <p>{m.webhooks_setting_schedule({ waits: waits.map(shortDuration).join(', ') })}</p>
      <p>
        {m.webhooks_setting_schedule_note({
          share: formatShare(RETRY_JITTER),
          total: shortDuration(waits.reduce((sum, wait) => sum + wait, 0)),
        })}
      </p>
    </div>
  )
}
