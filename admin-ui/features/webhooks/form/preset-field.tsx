import { type LucideIcon, Send, SlidersHorizontal, Webhook } from 'lucide-preact'
import { useId, useState } from 'preact/hooks'
import type { EventTypeInfo } from '../../../../client/src/generated.ts'
import { FieldError } from '../../../forms/field.tsx'
import { useEventTypes } from '../../../hooks/event-types.ts'
import { m } from '../../../messages/index.ts'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { categoryPresets, isPreset } from './event-presets.ts'

// Most webhooks need none of it.
const EventPicker = lazy(
  () => import('./event-picker.tsx').then((it) => it.EventPicker),
  () => <SkeletonRows rows={6} height="row" />,
)

const ALL = ['*']
const NO_TYPES: readonly EventTypeInfo[] = []

type PresetFieldProps = { events: string[]; error: string | undefined; onEvents: (events: string[]) => void }

/** What a new webhook is for: all events, those of a category, or events that are chosen one by one. */
export function PresetField({ events, error, onEvents }: PresetFieldProps) {
  const id = useId()
  const presets = categoryPresets(useEventTypes().data ?? NO_TYPES)
  const [asked, setAsked] = useState(false)
  const known = isPreset(events, ALL) ? '*' : presets.find((one) => isPreset(events, one.events))?.category
  const custom = asked || (known === undefined && events.length > 0)
  const choose = (chosen: string[]) => {
    setAsked(false)
    onEvents(chosen)
  }
  return (
    <>
      <section aria-labelledby={id}>
        <h3 id={id} class="mb-1.5 font-medium!">
          {m.webhooks_form_presets()}
        </h3>
        <div class="grid grid-cols-2 gap-2 sm:grid-cols-3" data-invalid={(error && !custom) || undefined} tabIndex={-1}>
          <Card
            icon={Webhook}
            name={m.webhooks_all_events()}
            text={m.webhooks_form_preset_all_text()}
            on={!custom && known === '*'}
            onChoose={() => choose(ALL)}
          />
          {presets.map(({ category, events: its }) => (
            <Card
              key={category}
              icon={Send}
              name={m.webhooks_form_category({ category })}
              text={m.webhooks_form_preset_types({ count: its.length })}
              title={its.join(', ')}
              on={!custom && known === category}
              onChoose={() => choose(its)}
            />
          ))}
          <Card
            icon={SlidersHorizontal}
            name={m.webhooks_form_preset_custom()}
            text={m.webhooks_form_preset_custom_text()}
            on={custom}
            onChoose={() => setAsked(true)}
          />
        </div>
        {error && !custom && <FieldError text={error} />}
      </section>
      {custom && <EventPicker chosen={events} error={error} onChosen={onEvents} />}
    </>
  )
}

type CardProps = { icon: LucideIcon; name: string; text: string; title?: string; on: boolean; onChoose: () => void }

function Card({ icon: Icon, name, text, title, on, onChoose }: CardProps) {
  return (
    <button
      type="button"
      class={`flex min-w-0 gap-2.5 rounded-lg border p-2.5 text-left ${on ? 'border-primary bg-selected shadow-[inset_0_0_0_1px_var(--color-primary)]' : 'border-line-strong hover:border-edge hover:bg-hover'}`}
      title={title}
      aria-pressed={on}
      onClick={onChoose}
    >
      <Icon size={16} class={`mt-0.5 flex-none ${on ? 'text-primary' : 'text-soft'}`} aria-hidden="true" />
      <span class="min-w-0">
        <span class="block truncate font-medium">{name}</span>
        <span class="block text-sm text-soft">{text}</span>
      </span>
    </button>
  )
}
