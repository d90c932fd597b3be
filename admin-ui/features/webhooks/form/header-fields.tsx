import { Plus, X } from 'lucide-preact'
import { useId } from 'preact/hooks'
import { FieldError } from '../../../forms/field.tsx'
import type { FieldErrors } from '../../../forms/form.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import type { HeaderRow } from './draft.ts'
import { words } from './form-words.ts'

const MOST = 20
const HALVES = [
  { half: 'name', maxLength: 100 },
  { half: 'value', maxLength: 2000 },
] as const

type HeaderFieldsProps = { rows: readonly HeaderRow[]; errors: FieldErrors; onRows: (rows: HeaderRow[]) => void }

/** Custom headers, a row for each. */
export function HeaderFields({ rows, errors, onRows }: HeaderFieldsProps) {
  const t = words()
  const id = useId()
  const change = (index: number, patch: Partial<HeaderRow>) =>
    onRows(rows.map((row, at) => (at === index ? { ...row, ...patch } : row)))
  return (
    <fieldset class="min-w-0">
      <legend class="font-medium">{t.headers}</legend>
      <p class="mb-2 text-sm text-soft">{t.headersHint}</p>
      {errors.headers && <FieldError text={errors.headers} />}
      <div class="flex flex-col gap-2">
        {rows.map((row, index) => {
          const error = errors[`headers.${index}`]
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
                    aria-label={t.headerHalf[half](index + 1)}
                    placeholder={t.placeholders[half]}
                    autocomplete="off"
                    spellcheck={false}
                    maxLength={maxLength}
                    value={row[half]}
                    onInput={(event) => change(index, { [half]: event.currentTarget.value })}
                  />
                ))}
                <IconButton
                  icon={X}
                  label={t.removeHeader(row.name)}
                  onClick={() => onRows(rows.filter((_, at) => at !== index))}
                />
              </div>
              {error && <FieldError id={`${id}-${index}`} text={error} />}
            </div>
          )
        })}
        {rows.length < MOST && (
          <div>
            <Button small icon={Plus} onClick={() => onRows([...rows, { name: '', value: '' }])}>
              {t.addHeader}
            </Button>
          </div>
        )}
      </div>
    </fieldset>
  )
}
