import type { AuditEntry } from '../../../client/src/generated.ts'
import { formatInstant } from '../../format/language.ts'
import { Changes } from '../../lists/changes.tsx'
import { m } from '../../messages/index.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/feedback/copy.tsx'
import { Drawer } from '../../ui/overlays/drawer.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import type { AuditAt } from './list-state.ts'

type AuditDrawerProps = {
  entry: AuditEntry
  moves: AuditAt['moves']
  onClose: () => void
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
}

/** One change: who did what, when and from where, with the values before and after. */
export function AuditDrawer({ entry, moves, ...drawer }: AuditDrawerProps) {
  const { actor, target, ip, requestId } = entry
  return (
    <Drawer
      title={m.audit_action_name({ action: entry.action })}
      {...drawer}
      footer={
        <>
          {target.name && <Button onClick={() => moves.choose('target', target.id)}>{m.audit_same_target()}</Button>}
          {actor.type !== 'system' && (
            <Button onClick={() => moves.choose('actor', actor.id)}>{m.audit_same_actor()}</Button>
          )}
        </>
      }
    >
      <dl class="facts border-b border-line p-4">
        <dt>{m.audit_column_target()}</dt>
        <dd>{target.name || m.audit_none()}</dd>
        <dt>{m.audit_column_actor()}</dt>
        <dd>{actorName(entry)}</dd>
        <dt>{m.audit_column_time()}</dt>
        <dd>
          {formatInstant(new Date(entry.time))} (<RelativeTime at={entry.time} />)
        </dd>
        {ip && (
          <>
            <dt>{m.audit_ip()}</dt>
            <dd>
              <code>{ip}</code>
            </dd>
          </>
        )}
        {requestId && (
          <>
            <dt>{m.audit_request_id()}</dt>
            <dd class="flex items-center gap-1">
              <code class="min-w-0">{requestId}</code>
              <CopyButton compact text={requestId} label={m.audit_copy_request_id()} />
            </dd>
          </>
        )}
      </dl>
      <div class="p-4">
        <h3 class="mb-2">{m.audit_details()}</h3>
        <Changes entry={entry} />
      </div>
    </Drawer>
  )
}

/** Who made a change; an API key is named as one. */
export function actorName({ actor }: AuditEntry): string {
  if (actor.type === 'system') return m.audit_by_system()
  return actor.type === 'api_key' ? m.audit_key_name({ name: actor.name }) : actor.name
}
