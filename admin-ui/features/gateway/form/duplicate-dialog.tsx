import type { GatewayRoute } from '../../../../client/src/generated.ts'
import { MAX_NAME } from '../../../../contract/common.data.ts'
import { m } from '../../../messages/index.ts'
import { DialogOf } from '../../../ui/overlays/dialog-of.tsx'
import { useRoute } from '../route/queries.ts'
import { CreateDialog } from './create-dialog.tsx'
import { type Draft, draftOf } from './draft.ts'

/** The copy has no tool: names of tools are unique. */
const copyOf = (route: GatewayRoute): Draft => {
  const draft = draftOf(route)
  return {
    ...draft,
    name: m.gateway_copy_name({ name: route.name }).slice(0, MAX_NAME),
    tool: { ...draft.tool, on: false },
  }
}

type DuplicateDialogProps = { id: string; onClose: () => void; onCreated: (route: GatewayRoute) => void }

/** Creates a route like another one. */
export const DuplicateDialog = ({ id, onClose, onCreated }: DuplicateDialogProps) => (
  <DialogOf query={useRoute(id)} gone={m.gateway_gone()} title={m.gateway_duplicate()} onClose={onClose}>
    {(route) => (
      <CreateDialog
        title={m.gateway_duplicate_title({ name: route.name })}
        start={copyOf(route)}
        onClose={onClose}
        onCreated={onCreated}
      />
    )}
  </DialogOf>
)
