import { useState } from 'preact/hooks'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { TextField } from '../../../forms/field.tsx'
import { m } from '../../../messages/index.ts'
import { DialogOf } from '../../../ui/overlays/dialog-of.tsx'
import { Methods, PublicPath } from '../route/facts.tsx'
import { useDeleteRoute } from '../route/mutations.ts'
import { useRoute } from '../route/queries.ts'

/** Deletes a route: its name has to be typed. */
export function DeleteDialog({ id, onClose, onDeleted }: { id: string; onClose: () => void; onDeleted: () => void }) {
  const remove = useDeleteRoute()
  const [typed, setTyped] = useState('')
  return (
    <DialogOf query={useRoute(id)} gone={m.gateway_gone()} title={m.gateway_delete_title()} onClose={onClose}>
      {(route) => (
        <ConfirmDialog
          title={m.gateway_delete_title()}
          confirm={m.gateway_delete()}
          ready={typed.trim() === route.name}
          busy={remove.isPending}
          onClose={onClose}
          onConfirm={() => remove.mutate(route, { onSuccess: onDeleted, onError: onClose })}
        >
          <p>{m.gateway_delete_text()}</p>
          <dl class="card facts p-3">
            <dt>{m.gateway_name()}</dt>
            <dd class="font-semibold wrap-anywhere">{route.name}</dd>
            <dt>{m.gateway_public_path()}</dt>
            <dd class="flex min-w-0 items-center gap-2">
              <Methods methods={route.methods} />
              <PublicPath route={route} />
            </dd>
            {route.tool && (
              <>
                <dt>{m.gateway_tool()}</dt>
                <dd>
                  <code>{route.tool.name}</code>
                </dd>
              </>
            )}
          </dl>
          <TextField
            label={m.gateway_delete_type_name()}
            autocomplete="off"
            spellcheck={false}
            value={typed}
            onValue={setTyped}
          />
        </ConfirmDialog>
      )}
    </DialogOf>
  )
}
