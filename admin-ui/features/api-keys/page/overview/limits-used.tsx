import type { KeyUsage } from '../../../../../client/src/generated.ts'
import { formatNumber } from '../../../../format/language.ts'
import { useCan } from '../../../../hooks/me.ts'
import { m } from '../../../../messages/index.ts'
import { Bar } from '../../../../ui/bar.tsx'
import { openKey, type TabProps } from '../../key/routes.ts'
import { Card } from './card.tsx'

/** The share of a limit from which it is shown in amber. */
const NEAR = 0.8

/** What is used of each limit of a key at this moment. */
export function LimitsUsed({ apiKey, url, usage }: TabProps & { usage: KeyUsage | undefined }) {
  const mayWrite = useCan('api-keys:write')
  const limits = usage?.limits ?? []
  return (
    <Card
      title={m.api_keys_dialog_limits()}
      action={
        mayWrite && (
          <button
            type="button"
            class="text-sm text-primary hover:underline"
            aria-label={m.api_keys_page_edit_limits()}
            onClick={() => openKey(url, apiKey.id, 'edit')}
          >
            {m.api_keys_page_edit()}
          </button>
        )
      }
    >
      <div class="grid gap-2.5 px-4 py-3">
        {usage && limits.length === 0 && <p class="text-soft">{m.api_keys_page_no_limits()}</p>}
        {!usage && <span class="skeleton my-2 w-2/3" aria-hidden="true" />}
        {limits.map(({ window, limit, remaining }) => {
          const used = limit - remaining
          const tone = remaining === 0 ? 'bad' : used / limit >= NEAR ? 'warn' : 'gray'
          const color = { bad: 'text-bad', warn: 'text-warn', gray: '' }[tone]
          return (
            <div key={window} class="grid gap-1.5">
              <p class="flex justify-between gap-3">
                <span class="text-soft">{m.api_keys_page_window_name({ window })}</span>
                <span class={`tabular-nums ${color}`}>
                  {m.api_keys_page_used_of({ used: formatNumber(used), limit: formatNumber(limit) })}
                </span>
              </p>
              <Bar share={used / limit} tone={tone} />
            </div>
          )
        })}
      </div>
    </Card>
  )
}
