import type { GatewayImport } from '../../../../client/src/generated.ts'
import { GATEWAY } from '../../../format/links.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'

/** What was imported. */
export function ImportResult({ result, onClose }: { result: GatewayImport; onClose: () => void }) {
  const { created, updated, skipped, operations } = result
  const unchanged = operations.filter(({ action }) => action === 'unchanged').length
  const tools = operations.filter(({ route, action }) => action !== 'skip' && route?.tool).length
  const refused = operations.filter(({ action }) => action === 'skip')
  return (
    <Dialog
      title={m.gateway_import_done_title()}
      size="wide"
      onClose={onClose}
      footer={
        <>
          {tools > 0 && (
            <a class="btn" href={`${GATEWAY}?view=tools&dialog=connect`}>
              {m.gateway_connect()}
            </a>
          )}
          <Button kind="primary" autofocus onClick={onClose}>
            {m.gateway_import_done()}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-3">
        <ul class="flex flex-col gap-1 font-medium" role="status">
          <li>{m.gateway_import_created({ count: created })}</li>
          {updated > 0 && <li>{m.gateway_import_updated({ count: updated })}</li>}
          {unchanged > 0 && <li>{m.gateway_import_unchanged({ count: unchanged })}</li>}
          {tools > 0 && <li>{m.gateway_import_are_tools({ count: tools })}</li>}
          {skipped > 0 && <li class="text-warn">{m.gateway_import_skipped({ count: skipped })}</li>}
        </ul>
        {refused.length > 0 && (
          <Note tone="warn">
            <ul class="flex flex-col gap-1">
              {refused.map(({ key, problems }) => (
                <li key={key}>
                  <code>{key}</code> {problems.join(' ')}
                </li>
              ))}
            </ul>
          </Note>
        )}
      </div>
    </Dialog>
  )
}
