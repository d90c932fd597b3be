import { CircleCheck, Eye, KeyRound, type LucideIcon, Send, SlidersHorizontal } from 'lucide-preact'
import { PresetCard, Presets } from '../../../../forms/preset-card.tsx'
import { useMe } from '../../../../hooks/me.ts'
import { useScopeGroups } from '../../../../hooks/scope-groups.ts'
import { m } from '../../../../messages/index.ts'
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
  const groups = useScopeGroups()
  const held = useMe()?.scopes ?? []
  const offered = PRESETS.flatMap((preset) => {
    const its = scopesOf(preset, groups, held)
    return its ? [{ preset, its }] : []
  })
  const chosen = offered.find(({ its }) => isPreset(scopes, its))?.preset ?? (scopes.length > 0 ? 'custom' : null)
  return (
    <Presets title={m.api_keys_form_presets()}>
      {offered.map(({ preset, its }) => (
        <Card key={preset} name={preset} on={chosen === preset} onChoose={() => onScopes(its)} />
      ))}
      <Card name="custom" on={chosen === 'custom'} onChoose={() => chosen !== 'custom' && onScopes([])} />
    </Presets>
  )
}

const Card = ({ name, on, onChoose }: { name: Preset | 'custom'; on: boolean; onChoose: () => void }) => (
  <PresetCard
    icon={ICONS[name]}
    name={m.api_keys_form_preset_name({ preset: name })}
    text={m.api_keys_form_preset_text({ preset: name })}
    on={on}
    onChoose={onChoose}
  />
)
