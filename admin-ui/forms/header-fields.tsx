import { Plus, X } from 'lucide-preact'
import { useId } from 'preact/hooks'
import { MAX_HEADER_NAME, MAX_HEADER_VALUE, MAX_HEADERS } from '../../contract/webhooks.data.ts'
import { m } from '../messages/index.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { FieldError } from './field.tsx'
import { asSentence, errorAt, type FieldErrors } from './form.ts'

export type HeaderRow = { name: string; value: string }

const HALVES = [
  { half: 'name', maxLength: MAX_HEADER_NAME },
  { half: 'value', maxLength: MAX_HEADER_VALUE },
] as const

type HeaderFieldsProps = {
  title: string
  hint: string
  rows: readonly HeaderRow[]
  errors: FieldErrors
  onRows: (rows: HeaderRow[]) => void
}

/** Custom headers, one row each. */
export function HeaderFields({ title, hint, rows, errors, onRows }: HeaderFieldsProps) {
  const id = useId()
  const change = (index: number, patch: Partial<HeaderRow>) =>
    onRows(rows.map((row, at) => (at === index ? { ...row, ...patch } : row)))
  return (
    <fieldset class="min-w-0">
      <legend class="font-medium">{title}</legend>
      <p class="mb-2 text-sm text-soft">{hint}</p>
      {errors.headers && <FieldError text={asSentence(errors.headers)} />}
      <div class="flex flex-col gap-2">
        {rows.map((row, index) => {
          const error = errorAt(errors, `headers.${index}`)
          const wiring = error ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-${index}` } : {}
          return (
            <div key={index}>
              <div class="grid grid-cols-[minmax(0,1fr)_minmax(0,1.5fr)_2rem] items-center gap-2">
                {HALVES.map(({ half, maxLength }) => (
                  <input
                    key={half}
                    {...(half === 'name' ? wiring : {})}
                    type="text"
                    class="input font-mono"
                    aria-label={m.header_fields_half({ half, index: index + 1 })}
                    placeholder={m.header_fields_placeholder({ half })}
                    autocomplete="off"
                    spellcheck={false}
                    maxLength={maxLength}
                    value={row[half]}
                    onInput={(event) => change(index, { [half]: event.currentTarget.value })}
                  />
                ))}
                <IconButton
                  icon={X}
                  label={row.name ? m.header_fields_remove({ name: row.name }) : m.header_fields_remove_this()}
                  onClick={() => onRows(rows.filter((_, at) => at !== index))}
                />
              </div>
              {error && <FieldError id={`${id}-${index}`} text={error} />}
            </div>
          )
        })}
        {rows.length < MAX_HEADERS && (
          <div>
            <Button small icon={Plus} onClick={() => onRows([...rows, { name: '', value: '' }])}>
              {m.header_fields_add()}
            </Button>
          </div>
        )}
      </div>
    </fieldset>
  )
}
