import { CircleCheck, RotateCcw } from 'lucide-preact'
import type { Alert } from '../../../client/src/generated.ts'
import { asTitle } from '../../format/delivery-outcome.ts'
import { formatInstant } from '../../format/language.ts'
import { useCan } from '../../hooks/me.ts'
import { m } from '../../messages/index.ts'
import { Button } from '../../ui/button.tsx'
import { Drawer } from '../../ui/overlays/drawer.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { UntrustedLink } from '../../ui/untrusted-link.tsx'
import { AlertLinkButton } from './alert-link.tsx'
import { alertLinks } from './alert-links.ts'
import { alertMessage } from './alert-message.ts'
import { SeverityState } from './severity.tsx'

type AlertDrawerProps = {
  alert: Alert
  busy: boolean
  onSettle: () => void
  onClose: () => void
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
}

/** One alert: what happened, what to do, how often and when, with links to its cause. */
export function AlertDrawer({ alert, busy, onSettle, ...drawer }: AlertDrawerProps) {
  const mayWrite = useCan('alerts:write')
  const { title, text } = alertMessage(alert)
  const isOpen = alert.status === 'open'
  const action = isOpen ? m.alerts_resolve() : m.alerts_reopen()
  return (
    <Drawer
      title={title}
      {...drawer}
      footer={
        <>
          {alertLinks(alert).map((link) => (
            <AlertLinkButton key={link.to} link={link} title={title} />
          ))}
          {mayWrite && (
            <Button
              class="ml-auto"
              kind={isOpen ? 'primary' : 'plain'}
              icon={isOpen ? CircleCheck : RotateCcw}
              busy={busy}
              aria-label={m.alerts_about({ action, title })}
              onClick={onSettle}
            >
              {action}
            </Button>
          )}
        </>
      }
    >
      <div class="border-b border-line p-4">
        <SeverityState alert={alert} />
        <p class="mt-2 text-form wrap-anywhere">{text}</p>
      </div>
      <dl class="facts p-4">
        <dt>{m.alerts_kind()}</dt>
        <dd>{m.alerts_kind_name({ kind: alert.kind })}</dd>
        <dt>{m.alerts_status()}</dt>
        <dd>
          {m.alerts_status_name({ status: alert.status })}
          {alert.resolvedAt && (
            <>
              {', '}
              {alert.resolvedBy ? m.alerts_resolved_by({ name: alert.resolvedBy }) : m.alerts_resolved_automatically()}{' '}
              <RelativeTime at={alert.resolvedAt} />
            </>
          )}
        </dd>
        <dt>{m.alerts_happened()}</dt>
        <dd>
          {asTitle(m.alerts_count({ count: alert.count }))}
          {alert.count > 1 && (
            <>
              {', '}
              {m.alerts_first()} <RelativeTime at={alert.firstAt} />, {m.alerts_last()}{' '}
              <RelativeTime at={alert.lastAt} />
            </>
          )}
        </dd>
        <dt>{m.alerts_last_time()}</dt>
        <dd>{formatInstant(new Date(alert.lastAt))}</dd>
        {alert.kind === 'key_leaked' && alert.details.url && (
          <>
            <dt>{m.alerts_found_at()}</dt>
            <dd>
              <UntrustedLink href={String(alert.details.url)} />
            </dd>
          </>
        )}
      </dl>
    </Drawer>
  )
}
