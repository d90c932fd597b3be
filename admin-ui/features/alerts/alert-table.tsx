import type { Alert } from '../../../client/src/generated.ts'
import { useCan } from '../../hooks/me.ts'
import { layout } from '../../hooks/media.ts'
import { selectColumn } from '../../lists/columns.tsx'
import type { Selection } from '../../lists/selection.ts'
import { type Column, Table } from '../../lists/table.tsx'
import { m } from '../../messages/index.ts'
import { Button } from '../../ui/button.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { AlertLinkButton } from './alert-link.tsx'
import { alertLinks } from './alert-links.ts'
import { alertMessage } from './alert-message.ts'
import { SeverityState } from './severity.tsx'

export type AlertListProps = {
  alerts: readonly Alert[]
  selection: Selection
  /** The ids of alerts that are being resolved or reopened. */
  busy: readonly string[]
  openId: string | undefined
  onOpen: (alert: Alert) => void
  onSettle: (alert: Alert) => void
}

const isOpen = ({ status }: Alert) => status === 'open'

/** The alerts, one per row: how severe, what happened and why, its cause, and when. A row opens its details. */
export function AlertTable({ alerts, selection, busy, openId, onOpen, onSettle }: AlertListProps) {
  const mayWrite = useCan('alerts:write')
  const open = alerts.filter(isOpen)
  const settle: Column<Alert> = {
    key: 'settle',
    title: m.ui_actions(),
    hideTitle: true,
    width: 96,
    class: 'text-right',
    cell: (alert) => {
      const action = isOpen(alert) ? m.alerts_resolve() : m.alerts_reopen()
      return (
        <Button
          small
          busy={busy.includes(alert.id)}
          aria-label={m.alerts_about({ action, title: alertMessage(alert).title })}
          onClick={() => onSettle(alert)}
        >
          {action}
        </Button>
      )
    },
  }
  const columns: Column<Alert>[] = [
    ...(mayWrite && open.length > 0
      ? [selectColumn(open, selection, (alert: Alert) => m.alerts_select({ title: alertMessage(alert).title }))]
      : []),
    {
      key: 'severity',
      title: m.alerts_severity(),
      width: 104,
      cell: (alert) => <SeverityState alert={alert} />,
    },
    {
      key: 'alert',
      title: m.alerts_column_alert(),
      cell: (alert) => <What alert={alert} onOpen={onOpen} />,
    },
    {
      key: 'cause',
      title: m.alerts_column_cause(),
      width: 168,
      from: 900,
      cell: (alert) => {
        const [link] = alertLinks(alert)
        return link && <AlertLinkButton link={link} title={alertMessage(alert).title} small />
      },
    },
    {
      key: 'when',
      title: m.alerts_column_when(),
      width: 112,
      class: 'number',
      cell: (alert) => <RelativeTime at={alert.lastAt} />,
    },
    ...(mayWrite ? [settle] : []),
  ]
  return (
    <Table
      caption={m.alerts_caption()}
      columns={columns}
      rows={alerts}
      rowKey={({ id }) => id}
      onOpen={onOpen}
      openKey={openId}
      onSelect={(alert) => mayWrite && isOpen(alert) && selection.flip(alert.id)}
    />
  )
}

/** The title, which opens the details, with the reason behind it as far as there is room. */
function What({ alert, onOpen }: { alert: Alert; onOpen: (alert: Alert) => void }) {
  const { title, text } = alertMessage(alert)
  return (
    <span class="flex items-baseline gap-2">
      <button
        type="button"
        class="name-link min-w-0 flex-none max-w-full truncate"
        title={title}
        onClick={() => onOpen(alert)}
      >
        {title}
      </button>
      {alert.count > 1 && <span class="flex-none text-sm text-faint">{m.alerts_count({ count: alert.count })}</span>}
      <span class="min-w-0 truncate text-soft" title={text}>
        {text}
      </span>
    </span>
  )
}

/** On a phone: two lines per alert, which open its details. */
export function AlertCards({ alerts, onOpen }: Pick<AlertListProps, 'alerts' | 'onOpen'>) {
  return (
    <ul aria-label={m.alerts_caption()}>
      {alerts.map((alert) => {
        const { title, text } = alertMessage(alert)
        return (
          <li key={alert.id} class="border-t border-line first:border-t-0">
            <button type="button" class="block w-full px-4 py-2.5 text-left" onClick={() => onOpen(alert)}>
              <span class="flex items-center gap-3">
                <SeverityState alert={alert} />
                <span class="ml-auto flex-none text-sm text-faint">
                  <RelativeTime at={alert.lastAt} />
                </span>
              </span>
              <span class="mt-0.5 line-clamp-2 font-medium wrap-anywhere">{title}</span>
              <span class="block truncate text-soft">{text}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** The list for the width of the screen. */
export const AlertRows = (props: AlertListProps) =>
  layout.value === 'phone' ? <AlertCards {...props} /> : <AlertTable {...props} />
