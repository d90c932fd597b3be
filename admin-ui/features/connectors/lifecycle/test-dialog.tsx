import { Send } from 'lucide-preact'
import type { Connector } from '../../../../client/src/generated.ts'
import { formatMilliseconds } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { explain } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { DialogOf } from '../../../ui/overlays/dialog-of.tsx'
import { useTestConnector } from '../connector/mutations.ts'
import { PROVIDERS } from '../connector/providers.ts'
import { useConnector } from '../connector/queries.ts'
import { Preview } from '../preview/preview.tsx'

const TESTED = ['webhook.test']

/** Sends a test message, and says what the platform answered. */
export function TestDialog({ id, onClose }: { id: string; onClose: () => void }) {
  return (
    <DialogOf
      query={useConnector(id)}
      gone={m.connectors_gone()}
      title={m.connectors_test_title()}
      size="wide"
      onClose={onClose}
    >
      {(connector) => <Test connector={connector} onClose={onClose} />}
    </DialogOf>
  )
}

function Test({ connector, onClose }: { connector: Connector; onClose: () => void }) {
  const test = useTestConnector(connector.id)
  const platform = PROVIDERS[connector.provider].name
  const { data, error } = test
  return (
    <Dialog
      title={m.connectors_test_title()}
      size="wide"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{m.ui_close()}</Button>
          <Button kind="primary" icon={Send} autofocus busy={test.isPending} onClick={() => test.mutate({})}>
            {data || error ? m.connectors_test_again() : m.connectors_test_send()}
          </Button>
        </>
      }
    >
      <p>{m.connectors_test_text({ name: connector.name, platform })}</p>
      <Preview provider={connector.provider} events={TESTED} />
      <div role="status">
        {error ? (
          <Note tone="bad">{explain(error).text}</Note>
        ) : data?.error ? (
          <Note tone="bad">
            {data.error.message}{' '}
            {data.response?.body && <code class="wrap-anywhere">{data.response.body.slice(0, 200)}</code>}
          </Note>
        ) : data ? (
          <Note>
            {m.connectors_test_good({
              platform,
              status: String(data.response?.status ?? ''),
              time: formatMilliseconds(data.durationMs),
            })}
          </Note>
        ) : null}
      </div>
    </Dialog>
  )
}
