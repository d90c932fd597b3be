import { CircleAlert, CircleCheck, CircleSlash } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Checkbox } from '../../../forms/choice.tsx'
import { layout } from '../../../hooks/media.ts'
import { Pagination } from '../../../lists/pagination.tsx'
import { Table } from '../../../lists/table.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Note } from '../../../ui/note.tsx'
import type { ImportFile, ImportLine } from './import-lines.ts'
import { type Defaults, fateOf, type Outcome, type Outcomes } from './import-run.ts'
import { words } from './import-words.ts'

const PAGE = 50

const LOOKS = {
  imported: { tone: 'good', icon: CircleCheck },
  exists: { tone: 'plain', icon: CircleSlash },
  refused: { tone: 'bad', icon: CircleAlert },
} as const

type PreviewProps = { file: ImportFile; outcomes: Outcomes; defaults: Defaults }

/** The second step: line by line, what will happen and what is wrong. */
export function ImportPreview({ file, outcomes, defaults }: PreviewProps) {
  const t = words()
  const [onlyProblems, setOnlyProblems] = useState(false)
  const [start, setStart] = useState(0)
  const fates = new Map(file.lines.map((line) => [line, fateOf(line, outcomes)]))
  const count = (fate: Outcome['outcome']) => [...fates.values()].filter((one) => one === fate).length
  const shown = onlyProblems ? file.lines.filter((line) => fates.get(line) === 'refused') : file.lines
  const rows = shown.slice(start, start + PAGE)
  const unit = t.units[file.unit]

  const fate = (line: ImportLine) => <Fate line={line} fate={fates.get(line) ?? 'refused'} outcomes={outcomes} />
  const scopesOf = (line: ImportLine) => {
    const scopes = Array.isArray(line.key.scopes) ? line.key.scopes.map(String) : defaults.scopes
    return scopes.join(' ')
  }
  return (
    <div class="flex flex-col gap-4">
      <p class="flex flex-wrap gap-2" role="status">
        <Badge {...LOOKS.imported}>{t.willImport(count('imported'))}</Badge>
        {count('exists') > 0 && <Badge {...LOOKS.exists}>{t.areHere(count('exists'))}</Badge>}
        {count('refused') > 0 && <Badge {...LOOKS.refused}>{t.haveProblems(count('refused'))}</Badge>}
      </p>
      {file.leftOut.length > 0 && <Note tone="warn">{t.leftOut(file.leftOut.join(', '))}</Note>}
      <Checkbox
        label={t.onlyProblems}
        checked={onlyProblems}
        onChecked={(on) => {
          setOnlyProblems(on)
          setStart(0)
        }}
      />
      <section class="card min-w-0 overflow-hidden" aria-label={t.caption}>
        {rows.length === 0 && <p class="px-4 py-6 text-center text-soft">{t.noProblems}</p>}
        {rows.length > 0 && layout.value === 'phone' && (
          <ul>
            {rows.map((line) => (
              <li key={line.at} class="border-t border-line px-4 py-3 first:border-t-0">
                <p class="text-sm text-soft">{t.place(unit, line.at)}</p>
                <Names line={line} />
                <div class="mt-1">{fate(line)}</div>
              </li>
            ))}
          </ul>
        )}
        {rows.length > 0 && layout.value !== 'phone' && (
          <Table
            caption={t.caption}
            rows={rows}
            rowKey={(line) => String(line.at)}
            columns={[
              { key: 'at', title: unit, cell: (line) => <span class="tabular-nums">{line.at}</span> },
              { key: 'name', title: t.name, cell: (line) => <Names line={line} /> },
              {
                key: 'scopes',
                title: t.permissions,
                cell: (line) => <span class="text-sm wrap-anywhere text-soft">{scopesOf(line)}</span>,
              },
              { key: 'fate', title: t.result, cell: fate },
            ]}
          />
        )}
        {shown.length > PAGE && (
          <Pagination
            label={t.pages}
            previous={t.previous}
            next={t.next}
            onPrevious={start > 0 ? () => setStart(start - PAGE) : undefined}
            onNext={start + PAGE < shown.length ? () => setStart(start + PAGE) : undefined}
          >
            {t.page(start + 1, Math.min(start + PAGE, shown.length), shown.length)}
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
      <span class="block wrap-anywhere font-medium">{text(name) || words().noName}</span>
      {prefix !== undefined && (
        <code class="wrap-anywhere text-soft">
          {text(prefix)}...{text(lastCharacters)}
        </code>
      )}
    </>
  )
}

function Fate({ line, fate, outcomes }: { line: ImportLine; fate: Outcome['outcome']; outcomes: Outcomes }) {
  const t = words()
  const problems = [...line.errors, ...(outcomes.get(line.at)?.errors ?? [])]
  return (
    <>
      <Badge {...LOOKS[fate]}>{t.outcomes[fate]}</Badge>
      {problems.map(({ path, message }) => (
        <span key={`${path} ${message}`} class="mt-1 block text-sm text-bad wrap-anywhere">
          {t.problem(path, message)}
        </span>
      ))}
    </>
  )
}
