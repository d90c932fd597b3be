import { CircleCheck, Eye, KeyRound, type LucideIcon, Send, SlidersHorizontal } from 'lucide-preact'
import { useId } from 'preact/hooks'
import { useMe } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { useScopeGroups } from '../key/queries.ts'
import { isPreset, PRESETS, type Preset, scopesOf } from './presets.ts'

const ICONS: Record<Preset | 'custom', LucideIcon> = {
  readOnly: Eye,
  publisher: Send,
  verifier: CircleCheck,
  fullAccess: KeyRound,
  custom: SlidersHorizontal,
}

/** What a new key is for: choices of permissions that fit together, for those that the user may grant. */
export function PresetField({ scopes, onScopes }: { scopes: string[]; onScopes: (scopes: string[]) => void }) {
  const id = useId()
  const groups = useScopeGroups()
  const held = useMe()?.scopes ?? []
  const offered = PRESETS.flatMap((preset) => {
    const its = scopesOf(preset, groups, held)
    return its ? [{ preset, its }] : []
  })
  const chosen = offered.find(({ its }) => isPreset(scopes, its))?.preset ?? (scopes.length > 0 ? 'custom' : null)
  return (
    <section aria-labelledby={id}>
      <h3 id={id} class="mb-1.5 font-medium!">
        {m.api_keys_form_presets()}
      </h3>
      <div class="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {offered.map(({ preset, its }) => (
          <Card key={preset} name={preset} on={chosen === preset} onChoose={() => onScopes(its)} />
        ))}
        <Card name="custom" on={chosen === 'custom'} onChoose={() => chosen !== 'custom' && onScopes([])} />
      </div>
    </section>
  )
}

function Card({ name, on, onChoose }: { name: Preset | 'custom'; on: boolean; onChoose: () => void }) {
  const Icon = ICONS[name]
  return (
    <button
      type="button"
      class={`flex gap-2.5 rounded-lg border p-2.5 text-left ${on ? 'border-primary bg-selected shadow-[inset_0_0_0_1px_var(--color-primary)]' : 'border-line-strong hover:border-edge hover:bg-hover'}`}
      aria-pressed={on}
      onClick={onChoose}
    >
      <Icon size={16} class={`mt-0.5 flex-none ${on ? 'text-primary' : 'text-soft'}`} aria-hidden="true" />
      <span class="min-w-0">
        <span class="block font-medium">{m.api_keys_form_preset_name({ preset: name })}</span>
        <span class="block text-sm text-soft">{m.api_keys_form_preset_text({ preset: name })}</span>
      </span>
    </button>
  )
}
