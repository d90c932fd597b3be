import { CircleAlert, CircleCheck, CircleSlash } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Checkbox } from '../../../forms/choice.tsx'
import { layout } from '../../../hooks/media.ts'
import { Pagination } from '../../../lists/pagination.tsx'
import { Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import type { ImportFile, ImportLine } from './import-lines.ts'
import { type Defaults, expectedOutcome, type Outcome, type Outcomes } from './import-run.ts'

const PAGE = 50

const OUTCOME_STYLES = {
  imported: { tone: 'good', icon: CircleCheck },
  exists: { tone: 'plain', icon: CircleSlash },
  refused: { tone: 'bad', icon: CircleAlert },
} as const

type PreviewProps = { file: ImportFile; outcomes: Outcomes; defaults: Defaults }

/** The second step: the result and the errors of each line. */
export function ImportPreview({ file, outcomes, defaults }: PreviewProps) {
  const [onlyProblems, setOnlyProblems] = useState(false)
  const [start, setStart] = useState(0)
  const fates = new Map(file.lines.map((line) => [line, expectedOutcome(line, outcomes)]))
  const count = (fate: Outcome['outcome']) => [...fates.values()].filter((one) => one === fate).length
  const shown = onlyProblems ? file.lines.filter((line) => fates.get(line) === 'refused') : file.lines
  const rows = shown.slice(start, start + PAGE)
  const unit = m.api_keys_import_unit_name({ unit: file.unit })

  const fate = (line: ImportLine) => <Fate line={line} fate={fates.get(line) ?? 'refused'} outcomes={outcomes} />
  const scopesOf = (line: ImportLine) => {
    const scopes = Array.isArray(line.key.scopes) ? line.key.scopes.map(String) : defaults.scopes
    return scopes.join(' ')
  }
  return (
    <div class="flex flex-col gap-4">
      <p class="flex flex-wrap gap-2" role="status">
        <Badge {...OUTCOME_STYLES.imported}>{m.api_keys_import_will_import({ count: count('imported') })}</Badge>
        {count('exists') > 0 && (
          <Badge {...OUTCOME_STYLES.exists}>{m.api_keys_import_already_exist({ count: count('exists') })}</Badge>
        )}
        {count('refused') > 0 && (
          <Badge {...OUTCOME_STYLES.refused}>{m.api_keys_import_have_problems({ count: count('refused') })}</Badge>
        )}
      </p>
      {file.leftOut.length > 0 && (
        <Note tone="warn">{m.api_keys_import_ignored_columns({ names: file.leftOut.join(', ') })}</Note>
      )}
      <Checkbox
        label={m.api_keys_import_only_problems()}
        checked={onlyProblems}
        onChecked={(on) => {
          setOnlyProblems(on)
          setStart(0)
        }}
      />
      <section class="card min-w-0 overflow-hidden" aria-label={m.api_keys_import_caption()}>
        {rows.length === 0 && <p class="px-4 py-6 text-center text-soft">{m.api_keys_import_no_problems()}</p>}
        {rows.length > 0 && layout.value === 'phone' && (
          <ul>
            {rows.map((line) => (
              <li key={line.at} class="border-t border-line px-4 py-3 first:border-t-0">
                <p class="text-sm text-soft">{m.api_keys_import_place({ unit, at: line.at })}</p>
                <Names line={line} />
                <div class="mt-1">{fate(line)}</div>
              </li>
            ))}
          </ul>
        )}
        {rows.length > 0 && layout.value !== 'phone' && (
          <Table
            caption={m.api_keys_import_caption()}
            rows={rows}
            rowKey={(line) => String(line.at)}
            columns={[
              { key: 'at', title: unit, width: 72, cell: (line) => <span class="tabular-nums">{line.at}</span> },
              {
                key: 'name',
                title: m.api_keys_import_name(),
                class: 'whitespace-normal!',
                cell: (line) => <Names line={line} />,
              },
              {
                key: 'scopes',
                title: m.api_keys_import_permissions(),
                class: 'whitespace-normal!',
                cell: (line) => <span class="text-sm wrap-anywhere text-soft">{scopesOf(line)}</span>,
              },
              { key: 'fate', title: m.api_keys_import_result(), class: 'whitespace-normal!', cell: fate },
            ]}
          />
        )}
        {shown.length > PAGE && (
          <Pagination
            label={m.api_keys_import_pages()}
            previous={m.api_keys_import_previous()}
            next={m.api_keys_import_next()}
            onPrevious={start > 0 ? () => setStart(start - PAGE) : undefined}
            onNext={start + PAGE < shown.length ? () => setStart(start + PAGE) : undefined}
          >
            {m.api_keys_import_page({ from: start + 1, to: Math.min(start + PAGE, shown.length), all: shown.length })}
          </Pagination>
        )}
      </section>
    </div>
  )
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function Names({ line }: { line: ImportLine }) {
  const { name, prefix, lastCharacters } = line.key
  return (
    <>
      <span class="block wrap-anywhere font-medium">{text(name) || m.api_keys_import_no_name()}</span>
      {prefix !== undefined && (
        <code class="wrap-anywhere text-soft">
          {text(prefix)}...{text(lastCharacters)}
        </code>
      )}
    </>
  )
}

function Fate({ line, fate, outcomes }: { line: ImportLine; fate: Outcome['outcome']; outcomes: Outcomes }) {
  const problems = [...line.errors, ...(outcomes.get(line.at)?.errors ?? [])]
  return (
    <>
      <Badge {...OUTCOME_STYLES[fate]}>{m.api_keys_import_outcome_name({ outcome: fate })}</Badge>
      {problems.map(({ path, message }) => (
        <span key={`${path} ${message}`} class="mt-1 block text-sm text-bad wrap-anywhere">
          {path ? `${path} ${message}` : message}
        </span>
      ))}
    </>
  )
}
