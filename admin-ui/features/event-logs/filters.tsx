import { SlidersHorizontal } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { TextField } from '../../forms/field.tsx'
import { type Choice, choicesOf, Select } from '../../forms/select.tsx'
import { useCan } from '../../hooks/me.ts'
import { ClearFilters } from '../../lists/filter-bar.tsx'
import { SearchBox } from '../../lists/search-box.tsx'
import { RangeFilter, TimeFilter } from '../../lists/time-filter.tsx'
import { Button } from '../../ui/button.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { hasFurtherFilters, type LogAt, METHODS, RANGES, STATUS_CHOICES, TYPES } from './filter-state.ts'
import { useKeyChoices, useWebhookChoices } from './queries.ts'
import { words } from './words.ts'

/** Type, range, status and path at once; the rest one press away. */
export function LogFilters({ state, moves, filtered }: LogAt) {
  const t = words()
  const [asked, setAsked] = useState(false)
  const open = asked || hasFurtherFilters(state)
  return (
    <search class="mb-4 flex flex-col gap-2" aria-label={uiWords().filters}>
      <div class="flex flex-wrap gap-2">
        <SearchBox label={t.path} value={state.path} onValue={(path) => moves.type('path', path)} />
        <Select
          label={t.type}
          hideLabel
          value={state.type}
          choices={choicesOf(TYPES, t.typeChoices, t.anyType)}
          onValue={(type) => moves.choose('type', type)}
        />
        <RangeFilter label={t.range} value={state.range} choices={choicesOf(RANGES, t.ranges)} moves={moves} />
        <StatusFilter state={state} moves={moves} />
        <Button icon={SlidersHorizontal} aria-expanded={open} onClick={() => setAsked(!open)}>
          {open ? t.fewerFilters : t.moreFilters}
        </Button>
        <ClearFilters filtered={filtered} onClear={moves.clear} />
      </div>
      {state.range === 'custom' && (
        <div class="flex flex-wrap gap-2">
          <TimeFilter from={state.from} to={state.to} onTime={moves.type} />
        </div>
      )}
      {open && <FurtherFilters state={state} moves={moves} />}
    </search>
  )
}

type LogFilterProps = Pick<LogAt, 'state' | 'moves'>

/** Success, failed, a class, or one exact code. */
function StatusFilter({ state, moves }: LogFilterProps) {
  const t = words()
  const [typing, setTyping] = useState(false)
  const exact = /^\d{3}$/.test(state.status)
  const shown = exact || typing ? 'code' : (STATUS_CHOICES.find((one) => one === state.status) ?? '')
  return (
    <>
      <Select
        label={t.status}
        hideLabel
        value={shown}
        choices={choicesOf([...STATUS_CHOICES, 'code'], t.statuses, t.anyStatus)}
        onValue={(status) => {
          setTyping(status === 'code')
          moves.choose('status', status === 'code' ? '' : status)
        }}
      />
      {shown === 'code' && (
        <input
          class="input w-24 flex-none"
          type="text"
          inputMode="numeric"
          maxLength={3}
          aria-label={t.code}
          title={t.codeHint}
          placeholder="404"
          value={exact ? state.status : ''}
          onInput={(event) => {
            if (/^[1-5]\d\d$/.test(event.currentTarget.value)) moves.type('status', event.currentTarget.value)
          }}
        />
      )}
    </>
  )
}

function FurtherFilters({ state, moves }: LogFilterProps) {
  const t = words()
  const keys = useKeyChoices(useCan('api-keys:read'))
  const webhooks = useWebhookChoices(useCan('webhooks:read'))
  return (
    <div class="flex flex-wrap items-end gap-2">
      <ChoiceFilter
        label={t.key}
        value={state.key}
        any={t.anyKey}
        this={t.thisKey}
        choices={keys.map((key) => ({ value: key.id, label: `${key.name} (${key.masked})` }))}
        onValue={(key) => moves.choose('key', key)}
      />
      <ChoiceFilter
        label={t.webhook}
        value={state.webhook}
        any={t.anyWebhook}
        this={t.thisWebhook}
        choices={webhooks.map((webhook) => ({ value: webhook.id, label: webhook.name }))}
        onValue={(webhook) => moves.choose('webhook', webhook)}
      />
      <Select
        label={t.method}
        value={state.method}
        choices={[{ value: '', label: t.anyMethod }, ...METHODS.map((value) => ({ value, label: value }))]}
        onValue={(method) => moves.choose('method', method)}
      />
      <AddressFilter state={state} moves={moves} />
    </div>
  )
}

type ChoiceFilterProps = {
  label: string
  value: string
  any: string
  this: string
  choices: Choice<string>[]
  onValue: (value: string) => void
}

/** One that is deleted, or not among the hundred used last, can still be chosen by the URL. */
function ChoiceFilter({ label, value, any, this: one, choices, onValue }: ChoiceFilterProps) {
  const known = choices.some((choice) => choice.value === value)
  return (
    <div class="w-full sm:w-72">
      <Select
        label={label}
        value={value}
        choices={[{ value: '', label: any }, ...(value && !known ? [{ value, label: one }] : []), ...choices]}
        onValue={onValue}
      />
    </div>
  )
}

const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*)$/i

/** Asked for once it looks whole: half an address would be refused. */
function AddressFilter({ state, moves }: LogFilterProps) {
  const t = words()
  const [text, setText] = useState(state.ip)
  return (
    <div class="w-48">
      <TextField
        label={t.ip}
        placeholder={t.ipHint}
        spellcheck={false}
        autocomplete="off"
        maxLength={45}
        value={text}
        onValue={(value) => {
          setText(value)
          const address = value.trim()
          if (address === '' || ADDRESS.test(address)) moves.type('ip', address)
        }}
      />
    </div>
  )
}
