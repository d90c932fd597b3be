import { SlidersHorizontal } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { LOG_METHODS, LOG_TYPES } from '../../../contract/event-logs.data.ts'
import { type Choice, choicesOf } from '../../forms/select.tsx'
import { useCan } from '../../hooks/me.ts'
import { layout } from '../../hooks/media.ts'
import type { UrlState } from '../../hooks/url-state.ts'
import { ClearFilters, FilterChip } from '../../lists/filter-bar.tsx'
import { MoreChip, TextChip } from '../../lists/more-filters.tsx'
import { SearchBox } from '../../lists/search-box.tsx'
import { TimeRangeFilter } from '../../lists/time-filter.tsx'
import { m } from '../../messages/index.ts'
import { Button } from '../../ui/button.tsx'
import { type LogAt, RANGES, STATUS_CHOICES } from './filter-state.ts'
import { useAppChoices, useKeyChoices, useWebhookChoices } from './queries.ts'
import { isAddress, readSearch } from './search.ts'

const FURTHER = ['key', 'webhook', 'app', 'method', 'code', 'ip'] as const
type Further = (typeof FURTHER)[number]

const isCode = (text: string) => /^[1-5]\d\d$/.test(text)

type FiltersProps = LogAt & { url: UrlState }

/** One row: the search, the usual filters, and the further ones that are set or were asked for. */
export function LogFilters({ state, moves, filtered, url }: FiltersProps) {
  const [asked, setAsked] = useState<readonly Further[]>([])
  const code = isCode(state.status) ? state.status : ''
  // An address stands in the search field, where it was typed, unless that has a path.
  const ipInChip = state.path !== '' && state.ip !== ''
  const isSet = { key: state.key, webhook: state.webhook, app: state.app, method: state.method, code, ip: ipInChip }
  const isShown = (name: Further) => Boolean(isSet[name]) || asked.includes(name)
  const latest = asked.at(-1)
  const forget = (name: Further) => setAsked(asked.filter((one) => one !== name))
  // On a phone only the filters that are set are visible, until the button beside the search is pressed.
  const phone = layout.value === 'phone'
  // Beside a drawer the search is short, and each filter is cleared by itself, so that all stay in one row.
  const narrow = Boolean(url.query.log) && layout.value === 'desktop'
  const [unfolded, setUnfolded] = useState(false)
  const isVisible = (value: string) => !phone || unfolded || value !== ''
  const status = STATUS_CHOICES.find((one) => one === state.status) ?? ''
  const choose = (name: 'key' | 'webhook' | 'app' | 'method', value: string) => {
    if (value === '') forget(name)
    moves.choose(name, value)
  }
  return (
    <search class="mb-3 flex flex-wrap gap-2" aria-label={m.ui_filters()}>
      <div class={`flex gap-2 max-sm:w-full ${narrow ? 'lg:w-40' : ''}`}>
        <SearchBox
          label={m.event_logs_search()}
          value={state.path || state.ip}
          onValue={(text) => {
            const meant = readSearch(text)
            if ('log' in meant) url.open(meant)
            else moves.typeAll(meant.filters)
          }}
        />
        {phone && (
          <Button
            icon={SlidersHorizontal}
            square
            aria-label={m.ui_filters()}
            aria-expanded={unfolded}
            onClick={() => setUnfolded(!unfolded)}
          />
        )}
      </div>
      {isVisible(state.type) && (
        <FilterChip
          label={m.event_logs_type()}
          value={state.type}
          choices={choicesOf(LOG_TYPES, (type) => m.event_logs_type_plural({ type }), m.event_logs_any_type())}
          onValue={(type) => moves.choose('type', type)}
        />
      )}
      {isVisible(state.range) && (
        <TimeRangeFilter label={m.event_logs_range()} ranges={RANGES} state={state} moves={moves} />
      )}
      {isVisible(status) && (
        <FilterChip
          label={m.event_logs_status()}
          value={status}
          choices={choicesOf(
            STATUS_CHOICES,
            (status) => m.event_logs_status_name({ status }),
            m.event_logs_any_status(),
          )}
          onValue={(status) => moves.choose('status', status)}
        />
      )}
      {isShown('key') && (
        <KeyFilter value={state.key} autofocus={latest === 'key'} onValue={(key) => choose('key', key)} />
      )}
      {isShown('webhook') && (
        <WebhookFilter
          value={state.webhook}
          autofocus={latest === 'webhook'}
          onValue={(webhook) => choose('webhook', webhook)}
        />
      )}
      {isShown('app') && (
        <AppFilter value={state.app} autofocus={latest === 'app'} onValue={(app) => choose('app', app)} />
      )}
      {isShown('method') && (
        <FilterChip
          label={m.event_logs_method()}
          value={state.method}
          choices={choicesOf(LOG_METHODS, (method) => method, m.event_logs_any_method())}
          autofocus={latest === 'method'}
          onValue={(method) => choose('method', method)}
        />
      )}
      {isShown('code') && (
        <TextChip
          label={m.event_logs_code()}
          value={code}
          placeholder="404"
          size={3}
          whole={isCode}
          autofocus={latest === 'code'}
          onValue={(status) => moves.type('status', status)}
          onClear={() => {
            forget('code')
            if (code) moves.choose('status', '')
          }}
        />
      )}
      {isShown('ip') && (
        <TextChip
          label={m.event_logs_ip()}
          value={state.ip}
          placeholder="192.0.2.1"
          size={15}
          whole={isAddress}
          autofocus={latest === 'ip'}
          onValue={(ip) => moves.type('ip', ip)}
          onClear={() => {
            forget('ip')
            if (state.ip) moves.choose('ip', '')
          }}
        />
      )}
      <MoreChip
        choices={FURTHER.filter((name) => isVisible('') && !isShown(name)).map((value) => ({
          value,
          label: m.event_logs_further({ filter: value }),
        }))}
        onChoose={(name) => setAsked([...asked, name])}
      />
      <ClearFilters
        filtered={filtered && !narrow}
        onClear={() => {
          setAsked([])
          moves.clear()
        }}
      />
    </search>
  )
}

type ChoiceFilterProps = { value: string; autofocus: boolean; onValue: (value: string) => void }

function KeyFilter(props: ChoiceFilterProps) {
  const keys = useKeyChoices(useCan('api-keys:read'))
  return (
    <ChoiceFilter
      {...props}
      label={m.event_logs_key()}
      any={m.event_logs_any_key()}
      this={m.event_logs_this_key()}
      choices={keys.map((key) => ({ value: key.id, label: `${key.name} (${key.masked})` }))}
    />
  )
}

function WebhookFilter(props: ChoiceFilterProps) {
  const webhooks = useWebhookChoices(useCan('webhooks:read'))
  return (
    <ChoiceFilter
      {...props}
      label={m.event_logs_webhook()}
      any={m.event_logs_any_webhook()}
      this={m.event_logs_this_webhook()}
      choices={webhooks.map((webhook) => ({ value: webhook.id, label: webhook.name }))}
    />
  )
}

function AppFilter(props: ChoiceFilterProps) {
  const apps = useAppChoices(useCan('oauth-apps:read'))
  return (
    <ChoiceFilter
      {...props}
      label={m.event_logs_app()}
      any={m.event_logs_any_app()}
      this={m.event_logs_this_app()}
      choices={apps.map((app) => ({ value: app.id, label: app.name }))}
    />
  )
}

/** A value from the URL that is deleted, or not among the hundred most recent, is added to the choices. */
function ChoiceFilter(
  props: ChoiceFilterProps & { label: string; any: string; this: string; choices: Choice<string>[] },
) {
  const { any, this: one, choices, value, ...chip } = props
  const known = choices.some((choice) => choice.value === value)
  return (
    <FilterChip
      {...chip}
      value={value}
      choices={[{ value: '', label: any }, ...(value && !known ? [{ value, label: one }] : []), ...choices]}
    />
  )
}
