import { ChevronDown } from 'lucide-preact'
import { useId, useState } from 'preact/hooks'
import type { EventTypeInfo } from '../../../client/src/generated.ts'
import { EVENT_PATTERN, EVENT_TYPE_PATTERN, MAX_EVENT_TYPE } from '../../../contract/events.data.ts'
import { useEventTypes } from '../../hooks/event-types.ts'
import { useCan } from '../../hooks/me.ts'
import { m } from '../../messages/index.ts'
import { Button } from '../../ui/button.tsx'
import { Loaded } from '../../ui/feedback/async-states.tsx'
import { SkeletonRows } from '../../ui/feedback/skeleton.tsx'
import { lazy } from '../../ui/page/lazy.tsx'
import { Checkbox } from '../choice.tsx'
import { Field } from '../field.tsx'
import { Picker } from '../picker.tsx'
import { coveredBy, type EventGroup, groupEvents, searchEvents, withPatterns } from './event-groups.ts'

const DefineEvent = lazy(() => import('./define-event.tsx').then((it) => it.DefineEvent))

type PickerProps = { chosen: string[]; error?: string | undefined; onChosen: (events: string[]) => void }

/** Event types as an expandable tree of categories, searchable, with wildcards and custom patterns. */
export function EventPicker({ chosen, error, onChosen }: PickerProps) {
  const [text, setText] = useState('')
  const types = useEventTypes()
  const other = { category: m.webhooks_form_other_events(), hint: m.webhooks_form_other_event_hint() }
  const add = (patterns: string[]) => onChosen(withPatterns(chosen, patterns))
  const remove = (patterns: string[]) => onChosen(chosen.filter((one) => !patterns.includes(one)))
  const everything = chosen.includes('*')
  return (
    <Picker
      legend={m.webhooks_form_events()}
      error={error}
      search={{ label: m.webhooks_form_search_events(), text, onText: setText }}
      quick={
        <Button small kind="quiet" aria-disabled={chosen.length === 0} onClick={() => onChosen([])}>
          {m.webhooks_form_clear()}
        </Button>
      }
      chosen={m.webhooks_form_selected({ count: chosen.length })}
    >
      <div class="relative max-h-80 overflow-y-auto">
        <div class="border-b border-line p-3">
          <Checkbox
            label={m.webhooks_form_all_events()}
            hint={m.webhooks_form_all_events_hint()}
            checked={everything}
            onChecked={(on) => (on ? add(['*']) : remove(['*']))}
          />
        </div>
        <Loaded query={types} waiting={<SkeletonRows rows={6} height="dense" />}>
          {(all) => {
            const groups = searchEvents(groupEvents(all, chosen, other), text)
            if (groups.length === 0) return <p class="p-3 text-soft">{m.webhooks_form_no_event_found()}</p>
            return groups.map((group) => (
              <Group
                key={group.category}
                group={group}
                open={Boolean(text.trim())}
                opened={group.category === other.category}
                {...{ chosen, everything, add, remove }}
              />
            ))
          }}
        </Loaded>
      </div>
      <AddPattern types={types.data} onAdd={(pattern) => add([pattern])} />
    </Picker>
  )
}

type GroupProps = {
  group: EventGroup
  /** Expanded by a search, whatever the user clicked before. */
  open: boolean
  /** Expanded at first: what was typed must be visible when it is added. */
  opened: boolean
  chosen: readonly string[]
  everything: boolean
  add: (patterns: string[]) => void
  remove: (patterns: string[]) => void
}

function Group({ group, open: found, opened, chosen, everything, add, remove }: GroupProps) {
  const id = useId()
  const patterns = group.events.map((event) => event.pattern)
  const isOn = (pattern: string) => chosen.includes(pattern) || coveredBy(pattern, chosen) !== undefined
  const count = patterns.filter(isOn).length
  const [pressed, setPressed] = useState(opened)
  const open = found || pressed
  return (
    <div class="border-t border-line first:border-t-0">
      <div class="flex items-center gap-2 px-3 py-2">
        <div class="min-w-0 flex-1 font-semibold">
          <Checkbox
            label={
              <>
                {m.webhooks_form_category({ category: group.category })}
                <span class="sr-only">: {m.webhooks_form_all_of({ category: group.category })}</span>
              </>
            }
            checked={count === patterns.length}
            partly={count > 0 && count < patterns.length}
            disabled={everything}
            onChecked={(on) =>
              on ? add(patterns) : remove([...patterns, ...group.wildcards.map(({ pattern }) => pattern)])
            }
          />
        </div>
        <button
          type="button"
          class="flex items-center gap-1.5 rounded px-1.5 py-1 text-sm text-soft tabular-nums hover:bg-hover"
          aria-label={`${m.webhooks_form_selected_of({ selected: count, all: patterns.length })}. ${m.webhooks_form_expand({ category: group.category })}`}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setPressed(!pressed)}
        >
          {m.webhooks_form_selected_of({ selected: count, all: patterns.length })}
          <ChevronDown size={18} class={open ? '' : '-rotate-90'} aria-hidden="true" />
        </button>
      </div>
      <div id={id} hidden={!open} class="grid gap-2 pr-3 pb-3 pl-9">
        {open &&
          [
            ...group.wildcards.map((one) => ({
              pattern: one.pattern,
              hint: m.webhooks_form_every_of({ prefix: one.prefix }),
            })),
            ...group.events,
          ].map(({ pattern, hint }) => {
            const by = coveredBy(pattern, chosen)
            return (
              <Checkbox
                key={pattern}
                label={<code>{pattern}</code>}
                hint={by ? m.webhooks_form_included_in({ pattern: by }) : hint}
                checked={isOn(pattern)}
                disabled={by !== undefined}
                onChecked={(on) => (on ? add([pattern]) : remove([pattern]))}
              />
            )
          })}
      </div>
    </div>
  )
}

type AddPatternProps = { types: readonly EventTypeInfo[] | undefined; onAdd: (pattern: string) => void }

/** A field for a custom pattern. An unknown event type can be defined here. */
function AddPattern({ types, onAdd }: AddPatternProps) {
  const mayDefine = useCan('events:write')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const pattern = text.trim()
  const bad = !EVENT_PATTERN.test(pattern) || pattern.length > 100
  const unknown = EVENT_TYPE_PATTERN.test(pattern) && types?.every(({ type }) => type !== pattern) === true
  const take = () => {
    onAdd(pattern)
    setText('')
    setTried(false)
  }
  const add = () => {
    if (!pattern) return
    if (bad || (unknown && mayDefine)) setTried(true)
    else take()
  }
  return (
    <div class="border-t border-line p-3">
      <Field
        label={m.webhooks_form_add_event()}
        hint={m.webhooks_form_add_event_hint()}
        error={tried && bad && text ? m.webhooks_form_bad_pattern() : undefined}
      >
        {(wiring) => (
          <span class="flex gap-2">
            <input
              {...wiring}
              type="text"
              class="input"
              autocomplete="off"
              spellcheck={false}
              placeholder="order.*"
              maxLength={MAX_EVENT_TYPE}
              value={text}
              onInput={(event) => {
                setText(event.currentTarget.value)
                setTried(false)
              }}
              // Text that is left in the field would be lost without notice.
              onBlur={add}
              onKeyDown={(event) => {
                // Enter adds the pattern and must not submit the surrounding form.
                if (event.key !== 'Enter') return
                event.preventDefault()
                add()
              }}
            />
            <Button onClick={add}>{m.webhooks_form_add()}</Button>
          </span>
        )}
      </Field>
      {tried && unknown && <DefineEvent key={pattern} type={pattern} onDefined={take} />}
    </div>
  )
}
