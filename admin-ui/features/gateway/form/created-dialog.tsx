import { Play } from 'lucide-preact'
import type { GatewayRoute } from '../../../../client/src/generated.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { sampleCommand } from '../route/words.ts'
import { draftOf } from './draft.ts'
import { RouteSummary } from './summary.tsx'

type CreatedDialogProps = { route: GatewayRoute; onClose: () => void; onView: () => void; onTry: () => void }

/** A new route, and the command that calls it. */
export function CreatedDialog({ route, onClose, onView, onTry }: CreatedDialogProps) {
  const command = sampleCommand(route, location.origin)
  return (
    <Dialog
      title={m.gateway_created_title()}
      size="panel"
      aside={<RouteSummary draft={draftOf(route)} />}
      onClose={onClose}
      footer={
        <>
          <span class="mr-auto">
            <Button icon={Play} onClick={onTry}>
              {m.gateway_try()}
            </Button>
          </span>
          <Button onClick={onView}>{m.gateway_view()}</Button>
          <Button kind="primary" autofocus onClick={onClose}>
            {m.gateway_created_done()}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <Note>{m.gateway_created_text({ name: route.name })}</Note>
        <section class="min-w-0">
          <h3 class="mb-1">{m.gateway_created_try()}</h3>
          <CodeBlock>{command}</CodeBlock>
          <div class="mt-2">
            <CopyButton text={command} label={m.gateway_created_copy()} />
          </div>
        </section>
        {route.scopes.length > 0 && (
          <p class="text-soft">{m.gateway_created_key({ scopes: route.scopes.join(', ') })}</p>
        )}
      </div>
    </Dialog>
  )
}
