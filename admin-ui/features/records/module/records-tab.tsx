import { Columns3, Ellipsis, FileDown, FileUp, Plus, Table2 } from 'lucide-preact'
import type { Module } from '../../../../client/src/generated.ts'
import { useCan, useLacks } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { useSticky } from '../../../hooks/use-sticky.ts'
import { List } from '../../../lists/list.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Forbidden } from '../../../ui/feedback/async-states.tsx'
import { Menu } from '../../../ui/overlays/menu.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { useShortcut } from '../../../ui/page/shortcuts.ts'
import type { TabProps } from '../modules/routes.ts'
import { RecordFilters } from '../records/filters.tsx'
import { recordListAt } from '../records/list-state.ts'
import { useRecords } from '../records/queries.ts'
import { RecordTable } from '../records/record-table.tsx'
import { useColumns } from '../records/use-columns.ts'

const Drawer = lazy(() => import('../records/record-drawer.tsx').then((it) => it.RecordDrawer))
const CreateRecordDialog = lazy(() => import('../records/create-dialog.tsx').then((it) => it.CreateRecordDialog))
const ExportDialog = lazy(() => import('../transfer/export-dialog.tsx').then((it) => it.ExportDialog))
const ImportDialog = lazy(() => import('../transfer/import-dialog.tsx').then((it) => it.ImportDialog))
const ColumnsDialog = lazy(() => import('../records/columns-dialog.tsx').then((it) => it.ColumnsDialog))

/** The records of a module: filters, table, and the record in the URL. */
export function RecordsTab({ module, url }: TabProps) {
  const refused = useLacks('records:read')
  return refused ? (
    <Forbidden detail={m.ui_missing_scope({ scope: 'records:read' })} />
  ) : (
    <Records module={module} url={url} />
  )
}

function Records({ module, url }: { module: Module; url: UrlState }) {
  const { slug, name, fields } = module
  const mayWrite = useCan('records:write')
  const at = recordListAt(url, fields)
  const list = useRecords(slug, at.state)
  const columns = useColumns(module)
  const { record, dialog } = url.query
  const asked = useSticky(record)
  const create = () => url.open({ dialog: 'create-record' })
  useShortcut('c', create, mayWrite)
  const close = () => url.close('dialog')
  const createButton = mayWrite && (
    <Button kind="primary" icon={Plus} onClick={create}>
      {m.records_add()}
    </Button>
  )
  return (
    <>
      <div class="my-3 flex min-h-8 flex-wrap items-center gap-2">
        <h2 class="sr-only">{m.records_tab_name({ tab: 'records' })}</h2>
        <RecordFilters module={module} list={at} />
        <div class="ml-auto flex items-center gap-2">
          <Menu
            label={m.records_more()}
            icon={Ellipsis}
            small={false}
            boxed
            items={() => [
              { label: m.records_columns(), icon: Columns3, onSelect: () => url.open({ dialog: 'columns' }) },
              'line',
              { label: m.records_export(), icon: FileDown, onSelect: () => url.open({ dialog: 'export' }) },
              ...(mayWrite
                ? [{ label: m.records_import(), icon: FileUp, onSelect: () => url.open({ dialog: 'import' }) }]
                : []),
            ]}
          />
          {createButton}
        </div>
      </div>
      <List
        {...at}
        caption={m.records_caption({ name })}
        query={list}
        waiting={{ rows: 10, height: layout.value === 'phone' ? 'person' : 'row' }}
        blank={{
          icon: Table2,
          title: m.records_empty_title(),
          text: m.records_empty_text({ slug }),
          action: createButton,
        }}
        pages={m.records_pages()}
      >
        {({ data, nextCursor }) =>
          data.length === 0 ? (
            <p class="px-4 py-6 text-center text-soft">
              {nextCursor ? m.records_further_may_match() : m.records_no_more()}
            </p>
          ) : (
            <RecordTable module={module} records={data} columns={columns.shown} list={at} url={url} />
          )
        }
      </List>
      {asked && record && (
        <Drawer key={record} module={module} id={record} ids={list.data?.data.map(({ id }) => id) ?? []} url={url} />
      )}
      {dialog === 'export' && <ExportDialog module={module} state={at.state} onClose={close} />}
      {mayWrite && dialog === 'import' && <ImportDialog module={module} url={url} onClose={close} />}
      {dialog === 'columns' && <ColumnsDialog fields={fields} columns={columns} onClose={close} />}
      {mayWrite && dialog === 'create-record' && <CreateRecordDialog module={module} url={url} onClose={close} />}
    </>
  )
}
