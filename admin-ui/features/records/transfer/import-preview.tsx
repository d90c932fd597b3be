import { Radios } from '../../../forms/choice.tsx'
import { Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { Note } from '../../../ui/feedback/note.tsx'
import { DownloadProblems } from './download-problems.tsx'
import type { Settings } from './import-rows.ts'
import type { Import } from './use-import.ts'

/** Problems that are listed; the file with all of them can be downloaded. */
const LISTED = 200

type ImportPreviewProps = { it: Import; settings: Settings; onSettings: (patch: Partial<Settings>) => void }

/** What the check found: each row that cannot be imported, with its line, field and reason. */
export function ImportPreview({ it, settings, onSettings }: ImportPreviewProps) {
  if (it.bad.length === 0) {
    return (
      <>
        <Note>{m.records_import_all_good()}</Note>
        <Split it={it} />
      </>
    )
  }
  const problems = it.bad.flatMap((row) =>
    it.errorsOf(row).map(({ path, message }, index) => ({ key: `${row.at} ${index}`, at: row.at, path, message })),
  )
  return (
    <>
      <Radios
        legend={m.records_import_policy()}
        stacked
        value={settings.policy}
        choices={[
          { value: 'all', label: m.records_import_policy_all(), hint: m.records_import_policy_all_hint() },
          { value: 'valid', label: m.records_import_policy_valid(), hint: m.records_import_policy_valid_hint() },
        ]}
        onValue={(policy) => onSettings({ policy })}
      />
      <Split it={it} />
      <section class="card min-w-0 overflow-hidden" aria-label={m.records_import_problems()}>
        <Table
          caption={m.records_import_problems()}
          rows={problems.slice(0, LISTED)}
          rowKey={({ key }) => key}
          columns={[
            { key: 'at', title: m.records_import_line(), width: 72, class: 'number', cell: ({ at }) => at },
            {
              key: 'field',
              title: m.records_import_field(),
              width: 150,
              cell: ({ path }) => <code class="block truncate">{path}</code>,
            },
            {
              key: 'problem',
              title: m.records_import_problem(),
              class: 'whitespace-normal!',
              cell: ({ message }) => <span class="wrap-anywhere">{message}</span>,
            },
          ]}
        />
      </section>
      <div>
        <DownloadProblems it={it} />
      </div>
      {problems.length > LISTED && (
        <p class="text-soft">{m.records_import_more_problems({ count: problems.length - LISTED })}</p>
      )}
    </>
  )
}

/** What happens to a file that is too long for one transaction. */
const Split = ({ it }: { it: Import }) => it.isSplit && <p class="text-soft">{m.records_import_split()}</p>
