import { useState } from 'preact/hooks'
import type { Module, ModuleRecord } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { callApi } from '../../../api/call-api.ts'
import { SubmitForm } from '../../../forms/page-form.tsx'
import { useEditForm } from '../../../forms/use-edit-form.ts'
import { type Stays, useLeaveGuard } from '../../../hooks/leave-guard.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { Drawer } from '../../../ui/overlays/drawer.tsx'
import { changesOf, draftOf, type RecordDraft } from './draft.ts'
import { readRecord, useRefreshRecords } from './queries.ts'
import { RecordFields } from './record-fields.tsx'
import { useRecordForm } from './use-record-form.ts'

type EditFormProps = {
  module: Module
  read: Versioned<ModuleRecord>
  /** Closes the drawer. */
  onClose: () => void
  /** Returns to the values: they are saved, or nothing was changed. */
  onDone: () => void
}

/** Filters and pages of the list do not lose what is not saved. */
const stays: Stays = (to, from) =>
  to.pathname === from.pathname &&
  ['module', 'tab', 'record'].every((name) => to.searchParams.get(name) === from.searchParams.get(name))

/** The drawer of a record while it is edited. Only what the user changed is saved. */
export function EditForm({ module, read, onClose, onDone }: EditFormProps) {
  const { slug, fields, name } = module
  const form = useRecordForm(fields, draftOf(fields, read.data.data))
  const refresh = useRefreshRecords(slug)
  const [canceling, setCanceling] = useState(false)
  const { asking, answer } = useLeaveGuard(form.touched, stays)
  const { id } = read.data
  const edit = useEditForm<ModuleRecord, { data?: Record<string, unknown> }, RecordDraft>({
    initial: read,
    read: () => readRecord(slug, id),
    write: ({ data = {} }, ifMatch) =>
      callApi('PATCH', '/api/v1/records/{slug}/{id}', { params: { slug, id }, body: { data }, ifMatch }),
    form,
    draftOf: (record) => draftOf(fields, record.data),
    nameOf: () => m.records_record_of({ name }),
    refresh,
    onClose: onDone,
  })
  const save = () => {
    if (edit.busy || !form.check()) return
    const data = changesOf(fields, draftOf(fields, edit.base.data), form.draft)
    edit.save(Object.keys(data).length > 0 ? { data } : {})
  }
  const cancel = () => (form.touched ? setCanceling(true) : onDone())
  const isAsking = asking || canceling
  const keep = () => {
    if (asking) answer(false)
    setCanceling(false)
  }
  const discard = () => (asking ? answer(true) : onDone())
  return (
    <>
      <Drawer
        title={m.records_edit_title()}
        onClose={onClose}
        footer={
          <>
            <Button kind="primary" busy={edit.busy} onClick={save}>
              {m.draft_form_save()}
            </Button>
            <Button onClick={cancel}>{m.ui_cancel()}</Button>
          </>
        }
      >
        <SubmitForm class="p-4" onSubmit={save}>
          <div ref={form.container} class="flex flex-col gap-5" onFocusOut={form.onBlur}>
            {form.problem && (
              <Note tone="bad" alert>
                {form.problem}
              </Note>
            )}
            <RecordFields fields={fields} draft={form.draft} errors={form.errors} onDraft={form.change} />
          </div>
        </SubmitForm>
      </Drawer>
      {isAsking && (
        <Dialog
          title={m.draft_form_discard_title()}
          onClose={keep}
          footer={
            <>
              <Button autofocus onClick={keep}>
                {m.draft_form_keep_editing()}
              </Button>
              <Button kind="danger" onClick={discard}>
                {m.draft_form_discard()}
              </Button>
            </>
          }
        >
          <p>{m.draft_form_discard_text({ title: m.records_edit_title() })}</p>
        </Dialog>
      )}
    </>
  )
}
