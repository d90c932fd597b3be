import type { ConnectorPreview } from '../../../../client/src/generated.ts'
import type { MessageProvider } from '../../../../contract/connectors.data.ts'
import { formatLogTime } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'

type ConnectorMessage = NonNullable<ConnectorPreview['message']>

const EDGES: Record<ConnectorMessage['tone'], string> = {
  info: 'border-l-primary',
  good: 'border-l-good',
  warning: 'border-l-warn',
  bad: 'border-l-bad',
}

/** A message as it looks in Slack or Discord: the avatar and name of the app, then what it says. */
export function MessageLook({ platform, message }: { platform: MessageProvider; message: ConnectorMessage }) {
  const { title, text, tone, fields, link, footer, time } = message
  const isSlack = platform === 'slack'
  return (
    <div class="@container rounded-lg border border-line bg-surface p-3" role="img" aria-label={`${title}. ${text}`}>
      <div class="flex gap-2.5">
        <span
          class={`grid size-7 flex-none place-items-center bg-tint font-semibold text-primary ${isSlack ? 'rounded-md' : 'rounded-full'}`}
          aria-hidden="true"
        >
          G
        </span>
        <div class="min-w-0 flex-1">
          <p class="flex flex-wrap items-baseline gap-x-1.5">
            <strong class="font-semibold">Gatehouse</strong>
            <span class="badge flex-none" data-tone="plain">
              {m.connectors_preview_app()}
            </span>
            <span class="text-sm text-faint">{formatLogTime(new Date(time))}</span>
          </p>
          <div class={isSlack ? 'mt-1' : `mt-1.5 rounded border border-l-4 border-line bg-hover p-3 ${EDGES[tone]}`}>
            <p class={`font-semibold wrap-anywhere ${isSlack ? 'text-form' : ''}`}>{title}</p>
            {text && <p class="mt-1 wrap-anywhere">{text}</p>}
            {fields.length > 0 && (
              <dl class="mt-2 grid gap-x-4 gap-y-2 @sm:grid-cols-2">
                {fields.map(({ name, value }) => (
                  <div key={name} class="min-w-0">
                    <dt class="text-sm font-semibold">{name}</dt>
                    <dd class="wrap-anywhere">{value}</dd>
                  </div>
                ))}
              </dl>
            )}
            {link && isSlack && (
              <span class="mt-2 inline-block rounded border border-line-strong px-2.5 py-1 text-sm font-medium">
                {link.label}
              </span>
            )}
            <p class="mt-2 text-sm text-faint">{footer}</p>
          </div>
        </div>
      </div>
    </div>
  )
}
