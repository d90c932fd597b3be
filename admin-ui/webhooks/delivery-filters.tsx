import { patternCovers } from '../../contract/event-pattern.ts'
import type { Webhook } from '../../contract/webhooks.ts'
import { Button } from '../parts/button.tsx'
import { TextField } from '../parts/field.tsx'
import { Select } from '../parts/select.tsx'
import { CODES, type DeliveryState, type deliveryMoves, isFiltered, RANGES, STATUSES } from './delivery-state.ts'
import { words } from './delivery-words.ts'
import { useEventTypes } from './queries.ts'

type DeliveryFiltersProps = { webhook: Webhook; state: DeliveryState; moves: ReturnType<typeof deliveryMoves> }

/** Status, event, response and time. */
export function DeliveryFilters({ webhook, state, moves }: DeliveryFiltersProps) {
  const t = words()
  const types = (useEventTypes().data ?? []).map(({ type }) => type)
  const heard = types.filter((type) => webhook.events.some((pattern) => patternCovers(pattern, type)))
  // One that the address names is offered, whatever the webhook listens to by now.
  const events = [...new Set([...heard, 'webhook.test', ...(state.event ? [state.event] : [])])]
  const codes = [...new Set([...CODES, ...(state.code ? [state.code] : [])])]
  const codeText = (code: string) => CODES.find((one) => one === code)
  return (
    <search class="mb-4 flex flex-col gap-2" aria-label={t.filters}>
      <div class="flex flex-wrap gap-2">
        <Select
          label={t.status}
          hideLabel
          value={state.status}
          choices={[
            { value: '', label: t.anyStatus },
            ...STATUSES.map((value) => ({ value, label: t.statuses[value] })),
          ]}
          onValue={(status) => moves.filter({ status })}
        />
        <Select
          label={t.event}
          hideLabel
          value={state.event}
          choices={[{ value: '', label: t.anyEvent }, ...events.map((value) => ({ value, label: value }))]}
          onValue={(event) => moves.filter({ event })}
        />
        <Select
          label={t.code}
          hideLabel
          value={state.code}
          choices={[
            { value: '', label: t.anyCode },
            ...codes.map((value) => {
              const known = codeText(value)
              return { value, label: known ? t.codes[known] : value }
            }),
          ]}
          onValue={(code) => moves.filter({ code })}
        />
        <Select
          label={t.range}
          hideLabel
          value={state.range}
          choices={RANGES.map((value) => ({ value, label: t.ranges[value] }))}
          onValue={(range) => moves.filter(range === 'custom' ? { range } : { range, from: '', to: '' })}
        />
        {isFiltered(state) && (
          <Button kind="quiet" onClick={moves.clear}>
            {t.clear}
          </Button>
        )}
      </div>
      {state.range === 'custom' && (
        <div class="flex flex-wrap gap-2">
          <TextField
            label={t.from}
            type="datetime-local"
            value={state.from}
            max={state.to || undefined}
            onValue={(from) => moves.type({ from })}
          />
          <TextField
            label={t.to}
            type="datetime-local"
            value={state.to}
            min={state.from || undefined}
            onValue={(to) => moves.type({ to })}
          />
        </div>
      )}
    </search>
  )
}
