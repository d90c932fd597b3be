import { KeyRound, RefreshCw, Webhook } from 'lucide-preact'
import type { Expiring, Overview } from '../../../client/src/generated.ts'
import { apiKeyHref, webhookHref } from '../../format/links.ts'
import { now } from '../../hooks/clock.ts'
import { m } from '../../messages/index.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Card, Line, Nothing } from './card.tsx'

const ICONS = { key_expires: KeyRound, grace_ends: RefreshCw, rotation_due: RefreshCw, webhook_secret_ends: Webhook }

/** An end that is at most this far away is amber, ms. */
const SOON_MS = 7 * 86_400_000

/** What ends within a month, and the number of unused keys. */
export function ExpiringCard({ keys }: { keys: NonNullable<Overview['keys']> }) {
  return (
    <Card title={m.overview_expiring()} more={{ href: '/api-keys', text: m.overview_api_keys() }}>
      {keys.expiring.length === 0 && keys.unused === 0 ? (
        <Nothing>{m.overview_nothing_expires()}</Nothing>
      ) : (
        <ul>
          {keys.expiring.map((one) => (
            <EndLine key={`${one.kind} ${one.id}`} end={one} />
          ))}
          {keys.unused > 0 && (
            <Line href="/api-keys?sort=lastUsedAt">
              <KeyRound size={16} class="flex-none text-faint" aria-hidden="true" />
              <span class="truncate">{m.overview_unused({ count: keys.unused })}</span>
            </Line>
          )}
        </ul>
      )}
    </Card>
  )
}

function EndLine({ end: { kind, id, name, at } }: { end: Expiring }) {
  const Icon = ICONS[kind]
  const soon = Date.parse(at) - now.value < SOON_MS
  return (
    <Line
      href={kind === 'webhook_secret_ends' ? webhookHref(id) : apiKeyHref(id)}
      end={
        <span class={soon ? 'font-medium text-warn' : ''}>
          <RelativeTime at={at} />
        </span>
      }
    >
      <Icon size={16} class="flex-none text-faint" aria-hidden="true" />
      <span class="min-w-0 truncate">
        {name}
        {kind !== 'key_expires' && <span class="text-faint">, {m.overview_expiring_name({ kind })}</span>}
      </span>
    </Line>
  )
}
