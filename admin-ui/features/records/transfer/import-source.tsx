import type { Module } from '../../../../client/src/generated.ts'
import { Radios } from '../../../forms/choice.tsx'
import { EnvironmentField } from '../../../forms/common-fields.tsx'
import { Field } from '../../../forms/field.tsx'
import { Select } from '../../../forms/select.tsx'
import { m } from '../../../messages/index.ts'
import { guessMapping, type Mapping, type Settings } from './import-rows.ts'
import { type CsvFile, readFile } from './read-file.ts'

type ImportSourceProps = {
  module: Module
  file: CsvFile | null
  settings: Settings
  /** Null if the environment is chosen already. */
  environment: 'live' | 'test' | null
  onEnvironment: (environment: 'live' | 'test') => void
  onFile: (file: CsvFile, mapping: Mapping) => void
  onProblem: (text: string) => void
  onSettings: (patch: Partial<Settings>) => void
}

/** The first step: the file, which column fills which field, and what happens to records that are there. */
export function ImportSource(props: ImportSourceProps) {
  const { module, file, settings, environment, onEnvironment, onFile, onProblem, onSettings } = props
  const unique = module.fields.filter((field) => field.unique)
  const read = async (chosen: File | undefined) => {
    if (!chosen) return
    try {
      const found = await readFile(chosen.name, new Uint8Array(await chosen.arrayBuffer()))
      if ('problem' in found) {
        onProblem(m.records_import_file_problem({ problem: found.problem, detail: found.detail }))
      } else onFile(found, guessMapping(found.titles, module.fields))
    } catch {
      onProblem(m.records_import_unreadable())
    }
  }
  return (
    <>
      <Field label={m.records_import_file()} hint={m.records_import_file_hint()}>
        {(wiring) => (
          <input
            {...wiring}
            type="file"
            class="input file:mr-3 file:rounded-md file:bg-hover file:px-2.5 file:py-0.5"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={(event) => read(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      {file && (
        <>
          <Columns module={module} file={file} settings={settings} onSettings={onSettings} />
          <Select
            label={m.records_import_by()}
            hint={unique.length > 0 ? m.records_import_by_hint() : m.records_import_no_unique()}
            value={settings.by}
            choices={[
              { value: '', label: m.records_import_create() },
              ...unique.map(({ name, label }) => ({ value: name, label: m.records_import_upsert({ label }) })),
            ]}
            onValue={(by) => onSettings({ by })}
          />
          {settings.by && (
            <Radios
              legend={m.records_import_empty()}
              stacked
              value={settings.emptyCells}
              choices={[
                { value: 'leave', label: m.records_import_empty_leave() },
                { value: 'clear', label: m.records_import_empty_clear() },
              ]}
              onValue={(emptyCells) => onSettings({ emptyCells })}
            />
          )}
          {environment && (
            <EnvironmentField
              value={environment}
              errors={{}}
              labels={{
                legend: m.records_environment(),
                liveHint: m.records_live_hint(),
                testHint: m.records_test_hint(),
              }}
              onValue={onEnvironment}
            />
          )}
        </>
      )}
    </>
  )
}

type ColumnsProps = Pick<ImportSourceProps, 'module' | 'settings' | 'onSettings'> & { file: CsvFile }

/** The field that each column of the file fills. */
function Columns({ module, file, settings, onSettings }: ColumnsProps) {
  const { mapping } = settings
  return (
    <fieldset class="min-w-0">
      <legend class="mb-1 font-medium">{m.records_import_columns()}</legend>
      <p class="mb-2 text-sm text-soft">{m.records_import_columns_hint()}</p>
      <ul class="card divide-y divide-line">
        {file.titles.map((title, index) => {
          const name = title || m.records_import_column_nth({ number: index + 1 })
          const example = file.rows.map(({ cells }) => cells[index]?.trim()).find(Boolean)
          return (
            <li key={index} class="grid items-center gap-x-4 gap-y-1 px-4 py-2 sm:grid-cols-2">
              <div class="min-w-0">
                <p class="truncate font-medium" title={name}>
                  {name}
                </p>
                <p class="truncate text-sm text-faint">{example}</p>
              </div>
              <Select
                label={m.records_import_field_of({ column: name })}
                hideLabel
                value={mapping[index] ?? ''}
                choices={[
                  { value: '', label: m.records_import_skip() },
                  ...module.fields.map((field) => ({ value: field.name, label: field.label })),
                ]}
                onValue={(field) =>
                  onSettings({ mapping: mapping.map((one, at) => (at === index ? field || null : one)) })
                }
              />
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}
