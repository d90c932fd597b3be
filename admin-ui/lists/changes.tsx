import { useState } from 'preact/hooks'
import type { AuditEntry } from '../../client/src/generated.ts'
import { ALERT_KINDS } from '../../contract/alerts.data.ts'
import { auditDiff, type Change } from '../format/audit-diff.ts'
import { formatInstant, formatNumber } from '../format/language.ts'
import { m } from '../messages/index.ts'
import { Button } from '../ui/button.tsx'
import { CodeBlock } from '../ui/code-block.tsx'

/** What an entry of the audit log changed: each field with its value before and after, and on request as JSON. */
export function Changes({ entry: { before, after } }: { entry: Pick<AuditEntry, 'before' | 'after'> }) {
  const [raw, setRaw] = useState(false)
  const changes = auditDiff(before, after)
  if (changes.length === 0) return <p class="text-soft">{m.audit_no_details()}</p>
  const sides = [
    { title: m.audit_column_before(), side: 'before', json: before },
    { title: m.audit_column_after(), side: 'after', json: after },
  ] as const
  // Of something new there is nothing before, and of something deleted nothing after.
  const shown = sides.filter(({ json }) => json !== null)
  return (
    <>
      <table class="w-full table-fixed text-left">
        <thead>
          <tr class="text-sm text-faint *:pr-3 *:pb-1 *:font-medium">
            <th scope="col" class="w-[34%]">
              {m.audit_column_field()}
            </th>
            {shown.map(({ title, side }) => (
              <th key={side} scope="col">
                {shown.length === 1 ? m.audit_column_value() : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.path.join('.')} class="border-t border-line align-top *:py-1.5 *:pr-3 *:wrap-anywhere">
              <th scope="row" class="font-normal text-soft">
                {change.path.map(labelOf).join(' · ')}
              </th>
              {shown.map(({ side }) => (
                <td key={side} class={side === 'before' && shown.length > 1 ? 'text-faint' : ''}>
                  <Value field={change.path[0] ?? ''} value={change[side]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div class="mt-2">
        <Button small kind="quiet" class="-ml-2.5" aria-expanded={raw} onClick={() => setRaw(!raw)}>
          {raw ? m.audit_hide_json() : m.audit_show_json()}
        </Button>
        {raw &&
          shown.map(({ title, side, json }) => (
            <section key={side} class="mt-2">
              {shown.length > 1 && <h4 class="mb-1 text-sm text-faint">{title}</h4>}
              <CodeBlock>{JSON.stringify(json, null, 2)}</CodeBlock>
            </section>
          ))}
      </div>
    </>
  )
}

/** The name of a field in words: `allowedIps` is "Allowed IP addresses". */
export function labelOf(field: string): string {
  const kind = ALERT_KINDS.find((one) => one === field)
  if (kind) return m.alerts_kind_name({ kind })
  const label = m.audit_field_name({ field })
  return label === field ? wordsOf(field) : label
}

/** A name of the API as words: `disabled_reason` and `disabledReason` are "Disabled reason". */
function wordsOf(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}

/** Fields whose values are words of the API, which are shown as words. */
const WORDS = new Set([
  'status',
  'environment',
  'plan',
  'consistency',
  'leakAction',
  'disabledReason',
  'refillInterval',
])

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/

function Value({ field, value }: { field: string; value: Change['before'] }) {
  if (value === undefined || value === null || value === '') return <span class="text-faint">{m.audit_none()}</span>
  if (typeof value === 'boolean') return <>{value ? m.audit_yes() : m.audit_no()}</>
  if (typeof value === 'number') return <>{formatNumber(value)}</>
  if (Array.isArray(value)) {
    if (value.length === 0) return <span class="text-faint">{m.audit_none()}</span>
    return (
      <ul>
        {value.map((one, index) => (
          <li key={index}>
            <Value field={field} value={one} />
          </li>
        ))}
      </ul>
    )
  }
  if (typeof value !== 'string') return <code>{JSON.stringify(value)}</code>
  if (INSTANT.test(value)) return <>{formatInstant(new Date(value))}</>
  return <>{WORDS.has(field) ? wordsOf(value) : value}</>
}
