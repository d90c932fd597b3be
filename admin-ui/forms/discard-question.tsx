import { m } from '../messages/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/overlays/dialog.tsx'

/** Asks whether to lose what was typed. The focus is on the choice that loses nothing. */
export function DiscardQuestion({
  text,
  onKeep,
  onDiscard,
}: {
  text: string
  onKeep: () => void
  onDiscard: () => void
}) {
  return (
    <Dialog
      title={m.draft_form_discard_title()}
      onClose={onKeep}
      footer={
        <>
          <Button autofocus onClick={onKeep}>
            {m.draft_form_keep_editing()}
          </Button>
          <Button kind="danger" onClick={onDiscard}>
            {m.draft_form_discard()}
          </Button>
        </>
      }
    >
      <p>{text}</p>
    </Dialog>
  )
}
