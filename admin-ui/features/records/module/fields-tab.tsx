import { ArrowDown, ArrowUp, Ellipsis, Pencil, Plus, Trash2 } from 'lucide-preact'
import type { Field } from '../../../../client/src/generated.ts'
import { MAX_FIELDS } from '../../../../contract/modules.data.ts'
import { formatNumber } from '../../../format/language.ts'
import { moduleHref } from '../../../format/object-links.ts'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import { actionsColumn } from '../../../lists/columns.tsx'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { toastError } from '../../../ui/feedback/toast.ts'
import { Menu, type MenuItem } from '../../../ui/overlays/menu.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { moved } from '../modules/draft.ts'
import type { TabProps } from '../modules/routes.ts'
import { useChangeFields } from './mutations.ts'

const AddFieldDialog = lazy(() => import('./field-dialog.tsx').then((it) => it.AddFieldDialog))
const EditFieldDialog = lazy(() => import('./field-dialog.tsx').then((it) => it.EditFieldDialog))
const DeleteFieldDialog = lazy(() => import('./delete-dialogs.tsx').then((it) => it.DeleteFieldDialog))

/** The fields of a module in their order, and dialogs that change them. */
export function FieldsTab({ module, read, url }: TabProps) {
  const mayWrite = useCan('modules:write')
  const { fields } = module
  const change = useChangeFields(read)
  const { dialog, field: named } = url.query
  const field = fields.find(({ name }) => name === named)
  const close = () => url.close('dialog', 'field')

  const actions = (one: Field): MenuItem[] => {
    const index = fields.indexOf(one)
    const move = (step: -1 | 1) => () => change.mutate(moved(fields, index, step), { onError: toastError })
    return [
      {
        label: m.records_field_edit(),
        icon: Pencil,
        onSelect: () => url.open({ dialog: 'edit-field', field: one.name }),
      },
      ...(index > 0 ? [{ label: m.records_move_up(), icon: ArrowUp, onSelect: move(-1) }] : []),
      ...(index < fields.length - 1 ? [{ label: m.records_move_down(), icon: ArrowDown, onSelect: move(1) }] : []),
      // A module has at least one field.
      ...(fields.length > 1
        ? [
            {
              label: m.records_field_delete(),
              icon: Trash2,
              danger: true,
              onSelect: () => url.open({ dialog: 'delete-field', field: one.name }),
            },
          ]
        : []),
    ]
  }
  const open = (one: Field) => url.open({ dialog: 'edit-field', field: one.name })
  const labelOf = (one: Field) =>
    mayWrite ? (
      <button type="button" class="name-link block max-w-full truncate" title={one.label} onClick={() => open(one)}>
        {one.label}
      </button>
    ) : (
      <span class="block truncate font-medium">{one.label}</span>
    )
  const columns: Column<Field>[] = [
    {
      key: 'label',
      title: m.records_field_label(),
      cell: (one) => (
        <>
          {labelOf(one)}
          {layout.value === 'phone' && (
            <span class="flex items-center gap-2 text-sm text-soft">
              <TypeText field={one} />
              <Rules field={one} />
            </span>
          )}
        </>
      ),
    },
    {
      key: 'name',
      title: m.records_field_key(),
      width: 180,
      from: 560,
      cell: (one) => (
        <code class="block truncate text-soft" title={one.name}>
          {one.name}
        </code>
      ),
    },
    { key: 'type', title: m.records_field_type(), width: 190, from: 480, cell: (one) => <TypeText field={one} /> },
    {
      key: 'rules',
      title: m.records_field_rules(),
      width: 230,
      from: 700,
      cell: (one) => <Rules field={one} />,
    },
    ...(mayWrite
      ? [
          actionsColumn<Field>((one) => (
            <Menu label={m.records_actions_for({ name: one.label })} items={() => actions(one)} icon={Ellipsis} />
          )),
        ]
      : []),
  ]
  return (
    <>
      <div class="my-3 flex min-h-8 flex-wrap items-center gap-2">
        <h2 class="sr-only">{m.records_tab_name({ tab: 'fields' })}</h2>
        <p class="mr-auto max-w-3xl text-soft">{m.records_fields_lead()}</p>
        {mayWrite && (
          <Button
            kind="primary"
            icon={Plus}
            aria-disabled={fields.length >= MAX_FIELDS}
            onClick={() => url.open({ dialog: 'add-field' })}
          >
            {m.records_add_field()}
          </Button>
        )}
      </div>
      {fields.map(
        ({ name, label, problem }) =>
          problem && (
            <div key={name} class="mb-3">
              <Note tone="bad">
                <span class="font-medium">{label}</span>: {problem}
              </Note>
            </div>
          ),
      )}
      <section class={`card min-w-0 ${change.isPending ? 'stale' : ''}`} aria-label={m.records_fields_caption()}>
        <Table
          caption={m.records_fields_caption()}
          columns={columns}
          rows={fields}
          rowKey={({ name }) => name}
          {...(mayWrite ? { onOpen: open } : {})}
        />
      </section>
      {mayWrite && dialog === 'add-field' && <AddFieldDialog read={read} onClose={close} />}
      {mayWrite && dialog === 'edit-field' && field && (
        <EditFieldDialog key={field.name} name={field.name} read={read} onClose={close} />
      )}
      {mayWrite && dialog === 'delete-field' && field && (
        <DeleteFieldDialog field={field} read={read} onClose={close} />
      )}
    </>
  )
}

function TypeText({ field }: { field: Field }) {
  const text = m.records_type_name({ type: field.type })
  if (!field.module) return <span title={field.options?.join(', ')}>{text}</span>
  return (
    <span class="block truncate">
      {text}:{' '}
      <a class="link" href={moduleHref(field.module)}>
        {field.module}
      </a>
    </span>
  )
}

function Rules({ field }: { field: Field }) {
  return (
    <span class="flex gap-1.5">
      {field.required && <Badge>{m.records_field_required()}</Badge>}
      {field.unique && <Badge>{m.records_field_unique()}</Badge>}
      {field.indexed && !field.unique && !field.building && <Badge>{m.records_field_indexed()}</Badge>}
      {field.building && (
        <Badge tone="info" title={m.records_field_building_hint()}>
          {m.records_field_building({ done: formatNumber(field.building.done ?? 0) })}
        </Badge>
      )}
      {field.checking && !field.building && (
        <Badge tone="info" title={m.records_field_checking_hint()}>
          {m.records_field_checking({ done: formatNumber(field.checking.done ?? 0) })}
        </Badge>
      )}
    </span>
  )
}
