import { CornerDownRight, TriangleAlert } from 'lucide-preact'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { formatInstant, formatNumber } from '../../../format/language.ts'
import { now } from '../../../hooks/clock.ts'
import { useLoadedScopeGroups } from '../../../hooks/scope-groups.ts'
import { m } from '../../../messages/index.ts'
import { Badge, type Tone } from '../../../ui/badge.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { StatusDot as Dot } from '../../../ui/status-dot.tsx'
import { switchingOf } from './queries.ts'
import { pageOfKey } from './routes.ts'

export const TONES: Record<ApiKey['status'], Tone> = {
  active: 'good',
  disabled: 'plain',
  revoked: 'bad',
  expired: 'warn',
}

/** An end that is at most this far away is shown in lists, ms. */
const SOON_MS = 14 * 86_400_000

/** The status as a dot with a label for screen readers: filled for a key that works, a ring for one that does not. */
export const StatusDot = ({ status }: { status: ApiKey['status'] }) => (
  <Dot on={status === 'active'} label={m.api_keys_status_name({ status })} />
)

/** Marks a key that is below another one. */
export function ChildMark({ apiKey }: { apiKey: ApiKey }) {
  if (!apiKey.parentId) return null
  return (
    <span class="inline-flex flex-none text-faint" title={m.api_keys_child()}>
      <CornerDownRight size={14} aria-hidden="true" />
      <span class="sr-only">{m.api_keys_child()}</span>
    </span>
  )
}

/** Marks a test key. Live is the normal case and has no badge. */
export function EnvironmentBadge({ environment }: { environment: ApiKey['environment'] }) {
  return environment === 'test' ? <Badge tone="test">{m.api_keys_environment_name({ environment })}</Badge> : null
}

/**
 * The most important thing about a key in a list: that it is being switched on or off, does not work or was found in
 * public, its end, that its old secret still works, or Test.
 */
export function KeyBadge({ apiKey }: { apiKey: ApiKey }) {
  const { status, leakedAt, expiresAt, graceEndsAt, environment } = apiKey
  const doing = switchingOf(apiKey.id)
  if (doing) {
    return (
      <span class="badge" role="status">
        <span class="spinner" aria-hidden="true" />
        {m.api_keys_switching_name({ verb: doing })}
      </span>
    )
  }
  if (status !== 'active' && status !== 'expired') return <StatusWord status={status} />
  if (leakedAt) return <Badge tone="bad">{m.api_keys_leaked()}</Badge>
  if (status === 'expired') return <StatusWord status={status} />
  const left = expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt) - now.value
  if (left < SOON_MS) {
    return (
      <Badge tone="warn" title={expiresAt ? formatInstant(new Date(expiresAt)) : ''}>
        {left < 86_400_000
          ? m.api_keys_hours_left({ count: Math.max(1, Math.ceil(left / 3_600_000)) })
          : m.api_keys_days_left({ count: Math.floor(left / 86_400_000) })}
      </Badge>
    )
  }
  if (graceEndsAt && Date.parse(graceEndsAt) > now.value) {
    return (
      <Badge tone="info" tip={m.api_keys_rotating_note({ until: formatInstant(new Date(graceEndsAt)) })}>
        {m.api_keys_rotating()}
      </Badge>
    )
  }
  return <EnvironmentBadge environment={environment} />
}

function StatusWord({ status }: { status: ApiKey['status'] }) {
  return <Badge tone={TONES[status]}>{m.api_keys_status_name({ status })}</Badge>
}

type MaskedProps = { apiKey: ApiKey; onReveal?: (() => void) | undefined }

/** The masked key; for a recoverable key, a button that opens the dialog with the whole key. */
export function MaskedKey({ apiKey, onReveal }: MaskedProps) {
  const masked = <code class="truncate">{apiKey.masked}</code>
  if (!onReveal) return masked
  return (
    <button type="button" class="text-primary hover:underline" title={m.api_keys_reveal()} onClick={onReveal}>
      {masked}
    </button>
  )
}

/** The masked key, and a button that copies its public reference. The key itself usually cannot be shown again. */
export function KeyReference(props: MaskedProps) {
  const { apiKey } = props
  return (
    <span class="inline-flex max-w-full items-center gap-1">
      <MaskedKey {...props} />
      <CopyReference apiKey={apiKey} />
    </span>
  )
}

/** Copies the public reference of a key; with `short` as a button with text. */
export function CopyReference({ apiKey, short }: { apiKey: ApiKey; short?: boolean }) {
  return (
    <CopyButton
      compact={!short}
      text={apiKey.prefix}
      label={m.api_keys_copy_reference({ name: apiKey.name })}
      {...(short ? { short: m.api_keys_copy_reference_short() } : {})}
    />
  )
}

/**
 * The label of a scope, or the scope itself if the catalog does not have it; nothing until the catalog is loaded. Called
 * once for a whole list.
 */
export function useScopeLabel(): (scope: string) => string {
  const groups = useLoadedScopeGroups()
  const labels = new Map(groups?.flatMap((group) => group.scopes.map((one) => [one.scope, one.label] as const)))
  return (scope) => labels.get(scope) ?? (groups ? scope : '')
}

/** The first permissions as badges on one line, and the number of the others. */
export function Permissions({
  apiKey,
  label,
  shown,
  wrap = false,
}: {
  apiKey: ApiKey
  label: (scope: string) => string
  shown: number
  wrap?: boolean
}) {
  const rest = apiKey.scopes.length - shown
  return (
    <span class={`flex min-w-0 items-center gap-1 ${wrap ? 'flex-wrap' : ''}`}>
      {apiKey.scopes.slice(0, shown).map((scope) =>
        label(scope) ? (
          <Badge key={scope} title={scope}>
            {label(scope)}
          </Badge>
        ) : (
          <span key={scope} class="badge w-20" aria-hidden="true" />
        ),
      )}
      {rest > 0 && (
        <a
          class="badge flex-none hover:bg-tint! hover:text-primary!"
          title={apiKey.scopes.slice(shown).map(label).join(', ')}
          aria-label={`${m.api_keys_more({ count: rest })}. ${m.api_keys_show_all_permissions({ name: apiKey.name })}`}
          href={pageOfKey(apiKey.id, 'permissions')}
        >
          +{formatNumber(rest)}
        </a>
      )}
    </span>
  )
}

/** The limits that are on, shortest window first. */
export function limitTexts({ perMinute, perHour, perDay }: ApiKey['rateLimit']): string[] {
  const all = [
    perMinute === null ? null : m.api_keys_per_minute({ count: perMinute }),
    perHour === null ? null : m.api_keys_per_hour({ count: perHour }),
    perDay === null ? null : m.api_keys_per_day({ count: perDay }),
  ]
  return all.filter((text) => text !== null)
}

/** The shortest limit; the others are in the tooltip. */
export function Limits({ apiKey }: { apiKey: ApiKey }) {
  const texts = limitTexts(apiKey.rateLimit)
  if (!texts[0]) return <span class="text-faint">{m.api_keys_no_limit()}</span>
  return (
    <span class="tabular-nums" title={texts.join(', ')}>
      {texts[0]}
    </span>
  )
}

/** The number of requests with the key; opens their statistics. */
export function UsageNumber({ apiKey, short, onOpen }: { apiKey: ApiKey; short?: boolean; onOpen: () => void }) {
  const text = m.api_keys_requests({ count: apiKey.usageCount })
  return (
    <button
      type="button"
      class={`tabular-nums hover:underline ${apiKey.usageCount === 0 ? 'text-faint' : ''}`}
      aria-label={`${text}. ${m.api_keys_usage_of({ name: apiKey.name })}`}
      onClick={onOpen}
    >
      {short ? formatNumber(apiKey.usageCount) : text}
    </button>
  )
}

/** When the key was last used, with a warning after a month. */
export function LastUsed({ apiKey }: { apiKey: ApiKey }) {
  const text = apiKey.lastUsedAt ? <RelativeTime at={apiKey.lastUsedAt} /> : m.api_keys_never_used()
  if (apiKey.unused && apiKey.status === 'active') {
    return (
      <span class="inline-flex items-center gap-1.5 font-medium text-warn" title={m.api_keys_unused_note()}>
        <TriangleAlert size={14} class="flex-none" aria-hidden="true" />
        {text}
        <span class="sr-only">{m.api_keys_unused_note()}</span>
      </span>
    )
  }
  return <span class="text-soft">{text}</span>
}
