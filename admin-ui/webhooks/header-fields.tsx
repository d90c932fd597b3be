import { Plus, X } from 'lucide-preact'
import { useId } from 'preact/hooks'
import { Button, IconButton } from '../parts/button.tsx'
import { FieldError } from '../parts/field.tsx'
import type { FieldErrors } from '../parts/form.ts'
import type { HeaderRow } from './draft.ts'
import { words } from './form-words.ts'

const MOST = 20

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
                <Text
                  {...wiring}
                  aria-label={t.headerName(index + 1)}
                  placeholder={t.namePlaceholder}
                  maxLength={100}
                  value={row.name}
                  onValue={(name) => change(index, { name })}
                />
                <Text
                  aria-label={t.headerValue(index + 1)}
                  placeholder={t.valuePlaceholder}
                  maxLength={2000}
                  value={row.value}
                  onValue={(value) => change(index, { value })}
                />
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

type TextProps = {
  'aria-label': string
  'aria-invalid'?: 'true'
  'aria-describedby'?: string
  placeholder: string
  maxLength: number
  value: string
  onValue: (value: string) => void
}

/** Half a header, without a label that is seen. */
const Text = ({ onValue, ...rest }: TextProps) => (
  <input
    {...rest}
    type="text"
    class="input font-mono"
    autocomplete="off"
    spellcheck={false}
    onInput={(event) => onValue(event.currentTarget.value)}
  />
)
