import { useRef, useState } from 'preact/hooks'
import type { GatewayHosts } from '../../../../client/src/generated.ts'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { FormDialog } from '../../../forms/draft-form.tsx'
import { TextField } from '../../../forms/field.tsx'
import { errorAt, refusedFields } from '../../../forms/form.ts'
import { Select } from '../../../forms/select.tsx'
import { m } from '../../../messages/index.ts'
import { explain } from '../../../ui/feedback/async-states.tsx'
import { Refusal } from '../../../ui/feedback/note.tsx'
import { useAddHost, useRemoveHost } from './queries.ts'

/** Adds a host: one that the operator listed, or in local development any name below localhost. */
export function AddHostDialog({ hosts, onClose }: { hosts: GatewayHosts; onClose: () => void }) {
  const container = useRef<HTMLDivElement>(null)
  const add = useAddHost()
  const { available, localhost } = hosts
  const start = available[0] ?? ''
  const [host, setHost] = useState(start)
  const errors = refusedFields(add.error)
  const error = errorAt(errors, 'host')
  const port = location.port && `:${location.port}`
  return (
    <FormDialog
      title={m.gateway_hosts_add_title()}
      submit={m.gateway_hosts_add()}
      form={{
        container,
        problem: add.error && !error ? explain(add.error).text : '',
        touched: host !== start,
        onBlur: () => {},
      }}
      busy={add.isPending}
      onClose={onClose}
      onSubmit={() => host.trim() && add.mutate(host.trim().toLowerCase(), { onSuccess: onClose })}
    >
      <p class="text-soft">{m.gateway_hosts_add_text()}</p>
      {available.length > 0 && (
        <Select
          label={m.gateway_hosts_host()}
          value={available.includes(host) ? host : ''}
          choices={[
            ...(localhost ? [{ value: '', label: m.gateway_hosts_other() }] : []),
            ...available.map((value) => ({ value, label: value })),
          ]}
          onValue={setHost}
        />
      )}
      {localhost && !available.includes(host) && (
        <TextField
          label={available.length > 0 ? m.gateway_hosts_other() : m.gateway_hosts_host()}
          hint={m.gateway_hosts_local_hint({ example: `forum.localhost${port}` })}
          class="input font-mono"
          required
          autofocus
          autocomplete="off"
          spellcheck={false}
          placeholder={`forum.localhost${port}`}
          error={error}
          value={host}
          onValue={setHost}
        />
      )}
      {error && (!localhost || available.includes(host)) && <p class="text-sm text-bad">{error}</p>}
    </FormDialog>
  )
}

/** Gives a host back. */
export function RemoveHostDialog({ host, onClose }: { host: string; onClose: () => void }) {
  const remove = useRemoveHost()
  return (
    <ConfirmDialog
      title={m.gateway_hosts_remove_title()}
      confirm={m.gateway_hosts_remove()}
      busy={remove.isPending}
      onClose={onClose}
      onConfirm={() => remove.mutate(host, { onSuccess: onClose })}
    >
      {remove.error && <Refusal error={remove.error} />}
      <p class="wrap-anywhere">{m.gateway_hosts_remove_text({ host })}</p>
    </ConfirmDialog>
  )
}
