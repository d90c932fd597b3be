import { X } from 'lucide-preact'
import { useId, useState } from 'preact/hooks'
import { SCOPE_PATTERN } from '../../contract/scopes.data.ts'
import { useScopeGroups } from '../hooks/scope-groups.ts'
import { m } from '../messages/index.ts'

type ScopeChipsProps = {
  /** The attributes of the field, which the input gets. */
  control: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: 'true' }
  chosen: readonly string[]
  onChosen: (scopes: string[]) => void
}

/**
 * A few scopes as chips, with their names in words. The input offers those that exist; another one can be typed: Enter, a comma or
 * leaving the field adds it.
 */
export function ScopeChips({ control, chosen, onChosen }: ScopeChipsProps) {
  const list = useId()
  const [text, setText] = useState('')
  const known = useScopeGroups().flatMap(({ scopes }) => scopes)
  const labelOf = (scope: string) => known.find((one) => one.scope === scope)?.label
  const add = (typed: string): boolean => {
    const scopes = typed
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((one) => SCOPE_PATTERN.test(one))
    if (scopes.length === 0) return false
    onChosen([...new Set([...chosen, ...scopes])])
    setText('')
    return true
  }
  return (
    <div class="flex flex-col gap-1.5">
      {chosen.length > 0 && (
        <ul class="flex flex-wrap gap-1.5" aria-label={m.scope_chips_chosen()}>
          {chosen.map((scope) => (
            <li key={scope} class="badge pr-0.5">
              <span class="truncate">
                {labelOf(scope)} <code class="text-soft">{scope}</code>
              </span>
              <button
                type="button"
                class="grid size-6 flex-none place-items-center rounded hover:text-ink"
                aria-label={m.scope_chips_remove({ scope })}
                onClick={() => onChosen(chosen.filter((other) => other !== scope))}
              >
                <X size={14} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        {...control}
        type="text"
        class="input"
        list={list}
        autocomplete="off"
        spellcheck={false}
        placeholder={m.scope_chips_add()}
        value={text}
        onInput={(event) => {
          const { value } = event.currentTarget
          // How browsers report that an offered scope was chosen; what is typed or pasted comes with other input types.
          const isPicked = !(event instanceof InputEvent) || event.inputType === 'insertReplacementText'
          if (!((isPicked || value.includes(',')) && add(value))) setText(value)
        }}
        onBlur={() => text && add(text)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && text.trim()) {
            event.preventDefault()
            add(text)
          } else if (event.key === 'Backspace' && text === '') {
            onChosen(chosen.slice(0, -1))
          }
        }}
      />
      <datalist id={list}>
        {known
          .filter(({ scope }) => !chosen.includes(scope))
          .map(({ scope, label }) => (
            <option key={scope} value={scope}>
              {label}
            </option>
          ))}
      </datalist>
    </div>
  )
}
