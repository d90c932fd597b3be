import { useState } from 'preact/hooks'
import type { Module } from '../../../../client/src/generated.ts'
import { EnvironmentField } from '../../../forms/common-fields.tsx'
import { FormDialog } from '../../../forms/draft-form.tsx'
import { environmentOf } from '../../../hooks/environment.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { draftOf, valuesOf } from './draft.ts'
import { useCreateRecord } from './queries.ts'
import { RecordFields } from './record-fields.tsx'
import { useRecordForm } from './use-record-form.ts'

type CreateRecordDialogProps = { module: Module; url: UrlState; onClose: () => void }

/** Adds a record, by a form that is made from the fields of the module. */
export function CreateRecordDialog({ module, url, onClose }: CreateRecordDialogProps) {
  const { slug, name, fields } = module
  const form = useRecordForm(fields, draftOf(fields, {}))
  const chosen = environmentOf(url.query)
  const [environment, setEnvironment] = useState(chosen || 'live')
  const create = useCreateRecord(slug)
  const submit = () => {
    if (!form.check()) return
    create.mutate(
      { data: valuesOf(fields, form.draft), environment },
      {
        onSuccess: () => {
          toastDone(m.records_added({ name }))
          onClose()
        },
        onError: form.refuse,
      },
    )
  }
  return (
    <FormDialog
      title={m.records_add_title({ name })}
      submit={m.records_add()}
      form={form}
      busy={create.isPending}
      onClose={onClose}
      onSubmit={submit}
    >
      <RecordFields fields={fields} draft={form.draft} errors={form.errors} autofocus onDraft={form.change} />
      {chosen === '' && (
        <EnvironmentField
          value={environment}
          errors={form.errors}
          labels={{
            legend: m.records_environment(),
            liveHint: m.records_live_hint(),
            testHint: m.records_test_hint(),
          }}
          onValue={setEnvironment}
        />
      )}
    </FormDialog>
  )
}
