import { useQuery } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import type { Field, Module } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { callApi } from '../../../api/call-api.ts'
import { moduleHref } from '../../../format/object-links.ts'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { TextField } from '../../../forms/field.tsx'
import { useCan } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Note, Refusal } from '../../../ui/feedback/note.tsx'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { useModules } from '../modules/queries.ts'
import { useChangeFields, useDeleteModule } from './mutations.ts'

type DeleteFieldDialogProps = { field: Field; read: Versioned<Module>; onClose: () => void }

/** Deletes a field with its values, after a confirmation. */
export function DeleteFieldDialog({ field, read, onClose }: DeleteFieldDialogProps) {
  const change = useChangeFields(read)
  const remove = () =>
    change.mutate(
      read.data.fields.filter(({ name }) => name !== field.name),
      {
        onSuccess: () => {
          toastDone(m.records_field_deleted({ name: field.label }))
          onClose()
        },
      },
    )
  return (
    <ConfirmDialog
      title={m.records_field_delete_title()}
      confirm={m.records_field_delete()}
      check={m.records_field_delete_check({ name: field.label })}
      busy={change.isPending}
      onClose={onClose}
      onConfirm={remove}
    >
      <p>{m.records_field_delete_text({ name: field.label })}</p>
      {change.error && <Refusal error={change.error} />}
    </ConfirmDialog>
  )
}

/** Records that are counted before a module is deleted. */
const COUNTED = 100

type DeleteModuleDialogProps = { module: Module; onClose: () => void; onDeleted: () => void }

/** Deletes a module. If it has records, its slug must be typed; while another module links to it, it cannot be deleted. */
export function DeleteModuleDialog({ module, onClose, onDeleted }: DeleteModuleDialogProps) {
  const { slug, name } = module
  const mayRead = useCan('records:read')
  const remove = useDeleteModule()
  const [typed, setTyped] = useState('')
  const some = useQuery({
    queryKey: ['records', slug, 'some'],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/records/{slug}', { params: { slug }, query: { limit: COUNTED }, signal }),
    enabled: mayRead,
    gcTime: 0,
  })
  const linking = (useModules().data?.data ?? []).filter(
    (other) => other.slug !== slug && other.fields.some((field) => field.module === slug),
  )
  const count = some.data?.data.length ?? 0
  const isKnownEmpty = some.isSuccess && count === 0
  const counted = some.data?.nextCursor
    ? m.records_delete_more({ count: COUNTED })
    : m.records_delete_count({ count: Math.max(1, count) })
  return (
    <ConfirmDialog
      title={m.records_delete_title({ name })}
      confirm={m.records_delete_button()}
      ready={linking.length === 0 && (isKnownEmpty || typed === slug)}
      busy={remove.isPending || some.isLoading}
      keepOnOutsidePress
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(slug, {
          onSuccess: () => {
            toastDone(m.records_deleted({ name }))
            onDeleted()
          },
        })
      }
    >
      {linking.length > 0 && (
        <Note tone="warn">
          <p>{m.records_delete_linked()}</p>
          <ul>
            {linking.map((other) => (
              <li key={other.slug}>
                <a class="link" href={moduleHref(other.slug, { tab: 'fields' })}>
                  {other.name}
                </a>
              </li>
            ))}
          </ul>
        </Note>
      )}
      {linking.length === 0 && isKnownEmpty && <p>{m.records_delete_empty()}</p>}
      {linking.length === 0 && !isKnownEmpty && (
        <>
          <p>{some.isSuccess ? counted : m.records_delete_text()}</p>
          <TextField
            label={m.records_delete_type({ slug })}
            autocomplete="off"
            spellcheck={false}
            value={typed}
            onValue={setTyped}
          />
        </>
      )}
      {remove.error && <Refusal error={remove.error} />}
    </ConfirmDialog>
  )
}
