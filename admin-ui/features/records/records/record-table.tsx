import type { Field, Module, ModuleRecord } from '../../../../client/src/generated.ts'
import { layout } from '../../../hooks/media.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { ButtonItem } from '../../../ui/button-item.tsx'
import { Middle } from '../../../ui/middle.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { valueText } from './field-value.ts'
import { isListable, type RecordList } from './list-state.ts'
import { Reference } from './reference.tsx'

type RecordTableProps = {
  module: Module
  records: readonly ModuleRecord[]
  /** The fields that are shown, the first one as the name of a record. */
  columns: readonly Field[]
  list: RecordList
  url: UrlState
}

/** Referenced records on a page, up to which those that are not among the newest of their module are read one by one. */
const SINGLE = 20

/** Width of the table from which a column is shown, px: each needs about this much. */
const COLUMN = 150

/** A page of records, with a column for each field that is shown. */
export function RecordTable({ module, records, columns: fields, list, url }: RecordTableProps) {
  const open = ({ id }: ModuleRecord) => url.open({ record: id })
  const caption = m.records_caption({ name: module.name })
  const [first, ...others] = fields
  const nameOf = (record: ModuleRecord) => (first && valueText(first, record.data[first.name])) || record.id
  const test = ({ environment }: ModuleRecord) =>
    // One environment is chosen: then every record is in it.
    list.state.environment === '' &&
    environment === 'test' && <Badge tone="test">{m.webhooks_environment_name({ environment: 'test' })}</Badge>
  if (layout.value === 'phone') {
    return (
      <ul aria-label={caption}>
        {records.map((record) => (
          <ButtonItem
            key={record.id}
            facts={
              <>
                {others.slice(0, 2).map((field) => (
                  <span key={field.name} class="min-w-0 truncate">
                    {valueText(field, record.data[field.name])}
                  </span>
                ))}
                <span class="ml-auto">
                  <RelativeTime at={record.createdAt} />
                </span>
              </>
            }
            onPress={() => open(record)}
          >
            <span class="min-w-0 flex-1 truncate font-medium">{nameOf(record)}</span>
            {test(record)}
          </ButtonItem>
        ))}
      </ul>
    )
  }
  const referred = fields
    .filter(({ type }) => type === 'reference')
    .flatMap((field) => records.map((record) => record.data[field.name]))
  const readsOne = new Set(referred).size <= SINGLE
  const columns: Column<ModuleRecord>[] = fields.map((field, index) => ({
    key: field.name,
    title: field.label,
    ...(isListable(field) ? { sort: field.name } : {}),
    // Short values leave their width to the texts.
    ...(index > 0 && (field.type === 'number' || field.type === 'boolean') ? { width: 128 } : {}),
    ...(index > 0 ? { from: (index + 1) * COLUMN + 124 } : {}),
    // The first column is the name of the record, whatever its type.
    ...(field.type === 'number' && index > 0 ? { class: 'number' } : {}),
    cell: (record) =>
      index === 0 ? (
        <span class="flex items-center gap-2">
          <button
            type="button"
            class="name-link min-w-0 flex-1 truncate text-left"
            title={nameOf(record)}
            onClick={() => open(record)}
          >
            {nameOf(record)}
          </button>
          {test(record)}
        </span>
      ) : (
        <Cell field={field} value={record.data[field.name]} readsOne={readsOne} />
      ),
  }))
  return (
    <Table
      caption={caption}
      columns={[
        ...columns,
        {
          key: 'created at',
          title: m.records_created(),
          sort: 'createdAt',
          width: 124,
          class: 'number text-soft',
          cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
        },
      ]}
      rows={records}
      rowKey={({ id }) => id}
      sort={list.state.sort}
      onSort={list.moves.sortBy}
      onOpen={open}
      openKey={url.query.record}
    />
  )
}

function Cell({ field, value, readsOne }: { field: Field; value: unknown; readsOne: boolean }) {
  const text = valueText(field, value)
  if (text === '') return <span class="text-faint">—</span>
  if (field.type === 'reference' && field.module) {
    return <Reference short slug={field.module} id={text} readsOne={readsOne} />
  }
  if (field.type === 'json' || field.type === 'url') {
    return (
      <span class={field.type === 'json' ? 'font-mono text-sm' : ''}>
        <Middle text={text} />
      </span>
    )
  }
  return (
    <span class="block truncate" title={text}>
      {text}
    </span>
  )
}
