import { useState } from 'preact/hooks'
import { Radios } from '../../../forms/choice.tsx'
import { Select } from '../../../forms/select.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { useTools } from '../route/queries.ts'
import { CLIENTS, type Client, serverName, stepsOf, supports, type Way } from './clients.ts'
import { KeyPart } from './key-part.tsx'
import { Steps } from './steps.tsx'

/** How an agent is connected: ready configuration for common clients, with OAuth or an API key. */
export function ConnectDialog({ onClose }: { onClose: () => void }) {
  const query = useTools()
  return (
    <Dialog
      title={m.gateway_connect_title()}
      size="panel"
      onClose={onClose}
      keepOnOutsidePress
      footer={
        <Button kind="primary" onClick={onClose}>
          {m.ui_close()}
        </Button>
      }
    >
      <Loaded query={query} waiting={<SkeletonRows rows={6} height="row" />}>
        {({ url, data }) => <Instructions url={url} tools={data.length} />}
      </Loaded>
    </Dialog>
  )
}

function Instructions({ url, tools }: { url: string; tools: number }) {
  const [client, setClient] = useState<Client>('claude-code')
  const [wanted, setWanted] = useState<Way>('oauth')
  /** A key that was just made; null: a placeholder stands for it. */
  const [made, setMade] = useState<string | null>(null)
  const way = supports(client, wanted) ? wanted : 'oauth'
  const steps = stepsOf(client, way, { url, name: serverName(url), key: made ?? m.gateway_connect_placeholder() })
  return (
    <div class="flex flex-col gap-5">
      <div class="min-w-0">
        <p class="text-soft">{m.gateway_connect_lead({ count: tools })}</p>
        <p class="mt-2 flex min-w-0 items-center gap-1">
          <code class="min-w-0 truncate">{url}</code>
          <CopyButton compact text={url} label={m.gateway_connect_copy_url()} />
        </p>
      </div>
      <div class="grid gap-4 sm:grid-cols-2">
        <Select
          label={m.gateway_connect_client()}
          value={client}
          choices={CLIENTS.map((value) => ({ value, label: m.gateway_connect_client_name({ client: value }) }))}
          onValue={setClient}
        />
      </div>
      <Radios
        stacked
        legend={m.gateway_connect_way()}
        value={way}
        choices={[
          { value: 'oauth', label: m.gateway_connect_oauth(), hint: m.gateway_connect_oauth_hint() },
          {
            value: 'key',
            label: m.gateway_connect_key(),
            hint: supports(client, 'key') ? m.gateway_connect_key_hint() : m.gateway_connect_no_key(),
            disabled: !supports(client, 'key'),
          },
        ]}
        onValue={setWanted}
      />
      {way === 'key' && <KeyPart made={made} onMade={setMade} />}
      <Steps steps={steps} />
      {way === 'key' && <Note>{m.gateway_connect_key_note()}</Note>}
    </div>
  )
}
