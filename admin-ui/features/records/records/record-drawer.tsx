import { Pencil, Trash2 } from 'lucide-preact'
import { Fragment } from 'preact'
import { useState } from 'preact/hooks'
import type { Field, Module, ModuleRecord } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { isNotFound } from '../../../api/call-api.ts'
import { formatInstant } from '../../../format/language.ts'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note, Refusal } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { Drawer } from '../../../ui/overlays/drawer.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { UntrustedLink } from '../../../ui/untrusted-link.tsx'
import { valueText } from './field-value.ts'
import { useDeleteRecord, useRecord } from './queries.ts'
import { Reference } from './reference.tsx'
import { titleOf } from './title.ts'

const EditForm = lazy(
  () => import('./edit-form.tsx').then((it) => it.EditForm),
  () => <SkeletonRows rows={8} height="row" />,
)

type RecordDrawerProps = {
  module: Module
  id: string
  /** The records of the list, for the previous and the next one. */
  ids: readonly string[]
  url: UrlState
}

/** One record: all of its fields, and its JSON. It is edited and deleted here. */
export function RecordDrawer({ module, id, ids, url }: RecordDrawerProps) {
  const query = useRecord(module.slug, id)
  const [mode, setMode] = useState<'read' | 'edit' | 'delete'>('read')
  const mayWrite = useCan('records:write')
  const mayDelete = useCan('records:delete')
  const gone = isNotFound(query.error)
  const at = ids.indexOf(id)
  const step = (by: number) => {
    const to = at < 0 || at + by < 0 ? undefined : ids[at + by]
    return to ? () => url.open({ record: to }) : undefined
  }
  const close = () => url.close('record')
  const read = gone ? undefined : query.data
  const title = read ? titleOf(module.fields, read.data.data) : ''
  if (read && mode === 'edit') {
    return <EditForm module={module} read={read} onClose={close} onDone={() => setMode('read')} />
  }
  return (
    <Drawer
      title={title ? m.records_record_title({ module: module.name, title }) : module.name}
      onClose={close}
      onPrevious={step(-1)}
      onNext={step(1)}
      footer={
        read && (
          <>
            {mayWrite && (
              <Button kind="primary" icon={Pencil} onClick={() => setMode('edit')}>
                {m.records_edit()}
              </Button>
            )}
            {mayDelete && (
              <Button kind="risk" icon={Trash2} onClick={() => setMode('delete')}>
                {m.records_delete_record_open()}
              </Button>
            )}
          </>
        )
      }
    >
      {gone ? (
        <div class="p-4">
          <Note alert>{m.records_gone()}</Note>
        </div>
      ) : (
        <Loaded query={query} waiting={<SkeletonRows rows={8} height="dense" />}>
          {({ data }) => <Details module={module} record={data} />}
        </Loaded>
      )}
      {read && mode === 'delete' && (
        <DeleteDialog module={module} read={read} onClose={() => setMode('read')} onDeleted={close} />
      )}
    </Drawer>
  )
}

function Details({ module, record }: { module: Module; record: ModuleRecord }) {
  const text = JSON.stringify(record.data, null, 2)
  return (
    <div class="divide-y divide-line">
      <section class="p-4">
        <h3 class="sr-only">{m.records_values()}</h3>
        <dl class="facts">
          {module.fields.map((field) => (
            <Fragment key={field.name}>
              <dt>{field.label}</dt>
              <dd>
                <Value field={field} value={record.data[field.name]} />
              </dd>
            </Fragment>
          ))}
        </dl>
      </section>
      <section class="p-4">
        <h3 class="mb-2">{m.records_details()}</h3>
        <dl class="facts">
          <dt>{m.records_id()}</dt>
          <dd class="flex items-center gap-1.5">
            <code class="min-w-0 truncate">{record.id}</code>
            <CopyButton compact text={record.id} label={m.records_copy_id()} />
            {record.environment === 'test' && (
              <Badge tone="test">{m.webhooks_environment_name({ environment: 'test' })}</Badge>
            )}
          </dd>
          <dt>{m.records_created()}</dt>
          <dd>
            {formatInstant(new Date(record.createdAt))}
            {record.createdBy && ` · ${record.createdBy}`}
          </dd>
          <dt>{m.records_updated()}</dt>
          <dd>{formatInstant(new Date(record.updatedAt))}</dd>
        </dl>
      </section>
      <section class="p-4">
        <div class="mb-1 flex min-h-8 items-center justify-between gap-2">
          <h3>{m.records_json()}</h3>
          <CopyButton compact text={text} label={m.records_copy_json()} />
        </div>
        <CodeBlock>{text}</CodeBlock>
      </section>
    </div>
  )
}

function Value({ field, value }: { field: Field; value: unknown }) {
  const text = valueText(field, value)
  if (text === '') return <span class="text-faint">{m.records_no_value()}</span>
  if (field.type === 'reference' && field.module) {
    return <Reference slug={field.module} id={text} />
  }
  if (field.type === 'url') return <UntrustedLink href={text} />
  if (field.type === 'json') return <CodeBlock>{JSON.stringify(value, null, 2)}</CodeBlock>
  return <span class="whitespace-pre-wrap wrap-anywhere">{text}</span>
}

type DeleteDialogProps = { module: Module; read: Versioned<ModuleRecord>; onClose: () => void; onDeleted: () => void }

function DeleteDialog({ module, read, onClose, onDeleted }: DeleteDialogProps) {
  const remove = useDeleteRecord(module.slug)
  return (
    <ConfirmDialog
      title={m.records_delete_record_title()}
      confirm={m.records_delete_record()}
      busy={remove.isPending}
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(
          { id: read.data.id, ifMatch: read.etag },
          {
            onSuccess: () => {
              toastDone(m.records_record_deleted({ name: module.name }))
              onDeleted()
            },
          },
        )
      }
    >
      <p>{m.records_delete_record_text()}</p>
      {remove.error && <Refusal error={remove.error} />}
    </ConfirmDialog>
  )
}
