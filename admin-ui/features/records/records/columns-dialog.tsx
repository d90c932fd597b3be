import type { Field } from '../../../../client/src/generated.ts'
import { Checkbox } from '../../../forms/choice.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import type { Columns } from './use-columns.ts'

type ColumnsDialogProps = { fields: readonly Field[]; columns: Columns; onClose: () => void }

/** Chooses the columns of the table of records. Each choice takes effect at once. */
export function ColumnsDialog({ fields, columns, onClose }: ColumnsDialogProps) {
  const shown = columns.shown.map(({ name }) => name)
  return (
    <Dialog
      title={m.records_columns()}
      onClose={onClose}
      footer={
        <>
          <Button class="mr-auto" onClick={() => columns.choose([])}>
            {m.records_columns_reset()}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {m.ui_close()}
          </Button>
        </>
      }
    >
      <fieldset class="flex flex-col gap-2">
        <legend class="mb-2 text-soft">{m.records_columns_text()}</legend>
        {fields.map(({ name, label }) => (
          <Checkbox
            key={name}
            label={label}
            checked={shown.includes(name)}
            // A table has at least one column.
            disabled={shown.length === 1 && shown[0] === name}
            onChecked={(on) => columns.choose(on ? [...shown, name] : shown.filter((one) => one !== name))}
          />
        ))}
      </fieldset>
    </Dialog>
  )
}
