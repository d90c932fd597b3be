import { Plus, X } from 'lucide-preact'
import { useId } from 'preact/hooks'
import { MAX_HEADER_NAME, MAX_HEADER_VALUE, MAX_HEADERS } from '../../../../contract/webhooks.data.ts'
import { FieldError } from '../../../forms/field.tsx'
import { errorAt, type FieldErrors } from '../../../forms/form.ts'
import { m } from '../../../messages/index.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import type { HeaderRule } from './header-rules.ts'

type HeaderEditorProps = {
  field: 'requestHeaders' | 'responseHeaders'
  title: string
  hint: string
  rows: readonly HeaderRule[]
  errors: FieldErrors
  onRows: (rows: HeaderRule[]) => void
}

/** Rules for headers, one in each line: set to a value, or removed. */
export function HeaderEditor({ field, title, hint, rows, errors, onRows }: HeaderEditorProps) {
  const id = useId()
  const change = (index: number, patch: Partial<HeaderRule>) =>
    onRows(rows.map((row, at) => (at === index ? { ...row, ...patch } : row)))
  return (
    <fieldset class="min-w-0 border-t border-line px-4 py-3 first:border-t-0 [h3+&]:border-t-0">
      <legend class="contents">
        <span class="block font-medium">{title}</span>
      </legend>
      <p class="mb-2 text-sm text-faint">{hint}</p>
      <div class="flex flex-col gap-2">
        {rows.map((row, index) => {
          const error = errorAt(errors, `${field}.${index}`) ?? errorAt(errors, `${field}.${row.name.trim()}`)
          const wiring = error ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-${index}` } : {}
          return (
            <div key={index}>
              <div class="grid grid-cols-[6.5rem_minmax(0,1fr)_2rem] items-center gap-2 sm:grid-cols-[6.5rem_minmax(0,1fr)_minmax(0,1.5fr)_2rem]">
                <select
                  class="input"
                  aria-label={m.gateway_headers_action_of({ number: index + 1 })}
                  value={row.remove ? 'remove' : 'set'}
                  onChange={(event) => change(index, { remove: event.currentTarget.value === 'remove' })}
                >
                  <option value="set">{m.gateway_headers_set()}</option>
                  <option value="remove">{m.gateway_headers_remove()}</option>
                </select>
                <input
                  {...wiring}
                  type="text"
                  class="input font-mono"
                  aria-label={m.gateway_headers_name_of({ number: index + 1 })}
                  placeholder="X-Example"
                  autocomplete="off"
                  spellcheck={false}
                  maxLength={MAX_HEADER_NAME}
                  value={row.name}
                  onInput={(event) => change(index, { name: event.currentTarget.value })}
                />
                <input
                  type="text"
                  class={`input font-mono max-sm:order-last max-sm:col-span-2 max-sm:col-start-1 ${row.remove ? 'invisible' : ''}`}
                  aria-label={m.gateway_headers_value_of({ number: index + 1 })}
                  placeholder={m.gateway_headers_value()}
                  autocomplete="off"
                  spellcheck={false}
                  maxLength={MAX_HEADER_VALUE}
                  value={row.remove ? '' : row.value}
                  onInput={(event) => change(index, { value: event.currentTarget.value })}
                />
                <IconButton
                  icon={X}
                  label={m.gateway_headers_drop({ number: index + 1 })}
                  onClick={() => onRows(rows.filter((_, at) => at !== index))}
                />
              </div>
              {error && <FieldError id={`${id}-${index}`} text={error} />}
            </div>
          )
        })}
        {rows.length < MAX_HEADERS && (
          <div>
            <Button small icon={Plus} onClick={() => onRows([...rows, { name: '', value: '', remove: false }])}>
              {m.gateway_headers_add()}
            </Button>
          </div>
        )}
      </div>
    </fieldset>
  )
}
