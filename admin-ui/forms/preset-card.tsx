import type { LucideIcon } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { FieldError } from './field.tsx'

type PresetsProps = { title: string; error?: string | undefined; children: ComponentChildren }

/** What a form begins with: cards, one of which is chosen. */
export function Presets({ title, error, children }: PresetsProps) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h3 id={id} class="mb-1.5 font-medium!">
        {title}
      </h3>
      <div class="grid grid-cols-2 gap-2 sm:grid-cols-3" data-invalid={error ? true : undefined} tabIndex={-1}>
        {children}
      </div>
      {error && <FieldError text={error} />}
    </section>
  )
}

type PresetCardProps = {
  icon: LucideIcon
  name: string
  text: string
  title?: string
  on: boolean
  onChoose: () => void
}

/** A choice of a preset, with what it means. */
export function PresetCard({ icon: Icon, name, text, title, on, onChoose }: PresetCardProps) {
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
        <span class="block font-medium">{name}</span>
        <span class="block text-sm text-soft">{text}</span>
      </span>
    </button>
  )
}
