import { Send, SlidersHorizontal, Webhook } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { EventTypeInfo } from '../../../../client/src/generated.ts'
import { PresetCard, Presets } from '../../../forms/preset-card.tsx'
import { useEventTypes } from '../../../hooks/event-types.ts'
import { m } from '../../../messages/index.ts'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { categoryPresets, isPreset } from './event-presets.ts'

// Most webhooks need none of it.
const EventPicker = lazy(
  () => import('../../../forms/events/event-picker.tsx').then((it) => it.EventPicker),
  () => <SkeletonRows rows={6} height="row" />,
)

const ALL = ['*']
const NO_TYPES: readonly EventTypeInfo[] = []

type PresetFieldProps = { events: string[]; error: string | undefined; onEvents: (events: string[]) => void }

/** What a new webhook is for: all events, those of a category, or events that are chosen one by one. */
export function PresetField({ events, error, onEvents }: PresetFieldProps) {
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
      <Presets title={m.webhooks_form_presets()} error={custom ? undefined : error}>
        <PresetCard
          icon={Webhook}
          name={m.webhooks_all_events()}
          text={m.webhooks_form_preset_all_text()}
          on={!custom && known === '*'}
          onChoose={() => choose(ALL)}
        />
        {presets.map(({ category, events: its }) => (
          <PresetCard
            key={category}
            icon={Send}
            name={m.webhooks_form_category({ category })}
            text={m.webhooks_form_preset_types({ count: its.length })}
            title={its.join(', ')}
            on={!custom && known === category}
            onChoose={() => choose(its)}
          />
        ))}
        <PresetCard
          icon={SlidersHorizontal}
          name={m.webhooks_form_preset_custom()}
          text={m.webhooks_form_preset_custom_text()}
          on={custom}
          onChoose={() => setAsked(true)}
        />
      </Presets>
      {custom && <EventPicker chosen={events} error={error} onChosen={onEvents} />}
    </>
  )
}
