import type { IncomingRequest } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { formatInstant } from '../../../format/language.ts'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import type { BulkDialogProps } from '../../../lists/bulk-bar.tsx'
import { type Bulk, BulkRun } from '../../../lists/bulk-run.tsx'
import { m } from '../../../messages/index.ts'
import { Note } from '../../../ui/feedback/note.tsx'
import { useRefresh } from '../webhook/queries.ts'

type Row = IncomingRequest & { name: string }

/** Handles several kept requests again, shows the progress, and says which were refused. */
export function ReplayDialog({ action, rows, onClose, onDone }: BulkDialogProps<IncomingRequest, 'replay'>) {
  const [first] = rows
  const bulk: Bulk<Row, 'replay'> = {
    texts: {
      titles: { replay: (count) => m.incoming_replay_title({ count }) },
      progress: (done, count) => m.incoming_replay_progress({ done, count }),
      stopping: () => m.incoming_replay_stopping(),
      done: { replay: (count) => m.incoming_replay_done({ count }) },
      untried: (count) => m.incoming_replay_untried({ count }),
    },
    ask: async (_, ids) => {
      const answer = await callApi('POST', '/api/v1/incoming-webhooks/{id}/requests/replay', {
        params: { id: first?.webhookId ?? '' },
        body: { ids },
      })
      return 'results' in answer ? answer : { results: [] }
    },
    back: {},
    changed: () => true,
    refresh: useRefresh(),
  }
  const accepted = rows.filter(({ verdict }) => verdict === 'accepted').length
  return (
    <BulkRun
      bulk={bulk}
      action={action}
      // The oldest first, as they arrived.
      rows={[...rows].reverse().map((row) => ({ ...row, name: formatInstant(new Date(row.receivedAt)) }))}
      confirm={(run) => (
        <ConfirmDialog
          title={m.incoming_replay_title({ count: rows.length })}
          confirm={m.incoming_replay_button({ count: rows.length })}
          kind="primary"
          onClose={onClose}
          onConfirm={run}
        >
          <p>{m.incoming_replay_text()}</p>
          {accepted > 0 && <Note tone="warn">{m.incoming_replay_accepted({ count: accepted })}</Note>}
        </ConfirmDialog>
      )}
      onDone={onDone}
    />
  )
}
