import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { FieldError } from './field.tsx'
import { NumberInput } from './number-input.tsx'

/** A card of settings, each in a row of its own. */
export function SettingCard({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId()
  return (
    <section class="card @container min-w-0" aria-labelledby={id}>
      <h3 id={id} class="flex min-h-11 items-center border-b border-line px-4">
        {title}
      </h3>
      {children}
    </section>
  )
}

type RowControl = { id: string; 'aria-labelledby': string; 'aria-describedby'?: string; 'aria-invalid'?: 'true' }

type SettingRowProps = {
  label: string
  hint?: ComponentChildren
  error?: string | undefined
  /** The control is small: on a phone it stays beside its name. */
  inline?: boolean
  /** The control needs more room than its name, such as a URL. */
  wide?: boolean
  /** The control, which gets these attributes. */
  children: ((control: RowControl) => ComponentChildren) | ComponentChildren
}

/** One setting: its name and what it means at the left, its control at the right. */
export function SettingRow({ label, hint, error, inline, wide, children }: SettingRowProps) {
  const id = useId()
  const isControl = typeof children === 'function'
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const Label = isControl ? 'label' : 'p'
  return (
    <div
      class={`grid min-h-15 items-center gap-x-6 gap-y-2 border-t border-line px-4 py-2.5 first:border-t-0 [h3+&]:border-t-0 ${wide ? '@xl:grid-cols-[minmax(0,1fr)_minmax(0,1.75fr)]' : '@md:grid-cols-[minmax(0,1fr)_minmax(0,14rem)] @2xl:grid-cols-[minmax(0,1fr)_minmax(0,18.75rem)] @3xl:grid-cols-[minmax(0,1fr)_minmax(0,23rem)]'} ${inline ? 'grid-cols-[minmax(0,1fr)_auto]' : ''}`}
    >
      <div class="min-w-0">
        <Label id={`${id}-label`} {...(isControl ? { for: id } : {})} class="block font-medium">
          {label}
        </Label>
        {hint && (
          <div id={`${id}-hint`} class="text-sm text-faint">
            {hint}
          </div>
        )}
      </div>
      <div class="min-w-0 wrap-anywhere">
        {isControl
          ? children({
              id,
              'aria-labelledby': `${id}-label`,
              ...(describedBy ? { 'aria-describedby': describedBy } : {}),
              ...(error ? { 'aria-invalid': 'true' as const } : {}),
            })
          : children}
        {error && <FieldError id={`${id}-error`} text={error} />}
      </div>
    </div>
  )
}

type SwitchRowProps = Omit<SettingRowProps, 'children' | 'error' | 'inline' | 'wide'> & {
  on: boolean
  onSwitch: (on: boolean) => void
}

/** A setting that is on or off. */
export const SwitchRow = ({ on, onSwitch, ...row }: SwitchRowProps) => (
  <SettingRow inline {...row}>
    {(control) => (
      <button
        {...control}
        type="button"
        role="switch"
        class="switch block"
        aria-checked={on}
        onClick={() => onSwitch(!on)}
      />
    )}
  </SettingRow>
)

type NumberRowProps = Omit<SettingRowProps, 'children' | 'wide'> & {
  value: string
  unit?: string
  /** Shown while the field is empty: what that means. */
  placeholder?: string
  maxLength: number
  onValue: (value: string) => void
}

/** A setting that is a whole number, with its unit. */
export const NumberRow = ({ value, unit, placeholder, maxLength, onValue, ...row }: NumberRowProps) => (
  <SettingRow {...row}>
    {(control) => (
      <span class="flex items-center gap-2">
        <NumberInput
          {...control}
          class={`text-right ${maxLength > 4 ? 'w-36!' : 'w-22!'}`}
          maxLength={maxLength}
          placeholder={placeholder}
          value={value}
          onValue={onValue}
        />
        {unit && (
          <span class="text-soft" aria-hidden="true">
            {unit}
          </span>
        )}
      </span>
    )}
  </SettingRow>
)
