import { CircleAlert, CircleCheck, Info, RotateCcw, TriangleAlert } from 'lucide-preact'
import type { Alert } from '../../../client/src/generated.ts'
import type { Severity } from '../../../contract/alert-kinds.ts'
import { useCan } from '../../hooks/me.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { UntrustedLink } from '../../ui/untrusted-link.tsx'
import { type AlertLink, alertLinks } from './alert-links.ts'
import { alertMessages } from './alert-message.ts'
import { words } from './words.ts'

const LOOK: Record<Severity, { icon: typeof Info; color: string }> = {
  critical: { icon: CircleAlert, color: 'text-bad' },
  warning: { icon: TriangleAlert, color: 'text-warn' },
  info: { icon: Info, color: 'text-primary' },
}

type AlertItemProps = {
  alert: Alert
  chosen: boolean
  busy: boolean
  onChosen: () => void
  onSettle: () => void
}

/** One alert: how grave, what happened, what it asks for, how often and when. */
export function AlertItem({ alert, chosen, busy, onChosen, onSettle }: AlertItemProps) {
  const t = words()
  const mayWrite = useCan('alerts:write')
  const { icon: Icon, color } = LOOK[alert.severity]
  const { title, text } = alertMessages().messageOf(alert)
  const isOpen = alert.status === 'open'
  const action = isOpen ? t.resolve : t.reopen
  return (
    <li class="flex items-start gap-3 border-t border-line px-4 py-3 first:border-t-0">
      {mayWrite && (
        <input
          type="checkbox"
          class={`mt-1 ${isOpen ? '' : 'invisible'}`}
          aria-label={t.select(title)}
          checked={chosen}
          disabled={!isOpen}
          onChange={onChosen}
        />
      )}
      <span class={`mt-0.5 flex-none ${isOpen ? color : 'text-soft'}`} title={t.severities[alert.severity]}>
        <Icon size={19} aria-hidden="true" />
        <span class="sr-only">{t.severities[alert.severity]}: </span>
      </span>
      <div class="flex min-w-0 flex-1 flex-col gap-x-4 gap-y-2 md:flex-row md:items-start">
        <div class="min-w-0 flex-1">
          <h2 class="flex flex-wrap items-center gap-2 text-base wrap-anywhere">
            {title}
            {!isOpen && <Badge tone="good">{t.statuses.resolved}</Badge>}
          </h2>
          <p class="wrap-anywhere">{text}</p>
          {alert.kind === 'key_leaked' && alert.details.url && (
            <p class="wrap-anywhere">
              {t.foundAt} <UntrustedLink href={String(alert.details.url)} />
            </p>
          )}
          <p class="text-sm text-soft">
            <When alert={alert} />
          </p>
        </div>
        <div class="flex flex-none flex-wrap gap-2">
          {alertLinks(alert).map((link) => (
            <LinkButton key={link.to} link={link} title={title} />
          ))}
          {mayWrite && (
            <Button
              small
              icon={isOpen ? CircleCheck : RotateCcw}
              busy={busy}
              aria-label={t.about(action, title)}
              onClick={onSettle}
            >
              {action}
            </Button>
          )}
        </div>
      </div>
    </li>
  )
}

/** A link to the cause; none for people who may not see it. */
function LinkButton({ link: { to, href, scope }, title }: { link: AlertLink; title: string }) {
  const t = words()
  if (!useCan(scope)) return null
  return (
    <a class="btn" data-small href={href} aria-label={t.about(t.links[to], title)}>
      {t.links[to]}
    </a>
  )
}

function When({ alert: { count, firstAt, lastAt, status, resolvedAt, resolvedBy } }: { alert: Alert }) {
  const t = words()
  return (
    <>
      {count === 1 ? (
        <RelativeTime at={firstAt} />
      ) : (
        <>
          {t.count(count)}, {t.first} <RelativeTime at={firstAt} />, {t.last} <RelativeTime at={lastAt} />
        </>
      )}
      {status === 'resolved' && resolvedAt && (
        <>
          {' · '}
          {resolvedBy ? t.resolvedBy(resolvedBy) : t.resolvedItself} <RelativeTime at={resolvedAt} />
        </>
      )}
    </>
  )
}
