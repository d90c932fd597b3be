import { formatList } from '../../../format/language.ts'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Note, Refusal } from '../../../ui/feedback/note.tsx'
import { useDeleteDemoData, useDemoData } from './demo-queries.ts'

const DIALOG = 'delete-demo-data'

/** Says which modules are demonstration data, and deletes them together. Nothing without such modules. */
export function DemoNote({ url }: { url: UrlState }) {
  const mayWrite = useCan('modules:write')
  const modules = useDemoData().data?.modules ?? []
  const remove = useDeleteDemoData(() => url.close('dialog'))
  if (modules.length === 0 || !mayWrite) return null
  const names = formatList(modules.map(({ name }) => name))
  const records = modules.reduce((sum, module) => sum + module.records, 0)
  return (
    <div class="mt-3">
      <Note>
        <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span>{m.records_demo_note({ names })}</span>
          <Button small onClick={() => url.open({ dialog: DIALOG })}>
            {m.records_demo_delete()}
          </Button>
        </div>
      </Note>
      {url.query.dialog === DIALOG && (
        <ConfirmDialog
          title={m.records_demo_delete_title()}
          confirm={m.records_demo_delete_confirm()}
          busy={remove.isPending}
          onClose={() => url.close('dialog')}
          onConfirm={() => remove.mutate()}
        >
          <p>{m.records_demo_delete_text({ names, records })}</p>
          {remove.error && <Refusal error={remove.error} />}
        </ConfirmDialog>
      )}
    </div>
  )
}
