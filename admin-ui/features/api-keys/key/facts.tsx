import { Ban, CircleCheck, CirclePause, Clock, TriangleAlert } from 'lucide-preact'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { Badge, type Tone } from '../../../ui/badge.tsx'
import { CopyButton } from '../../../ui/copy.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { useScopeGroups } from './queries.ts'
import { words } from './words.ts'

const STATUS: Record<ApiKey['status'], { icon: typeof Ban; tone: Tone; color: string }> = {
  active: { icon: CircleCheck, tone: 'good', color: 'text-good' },
  disabled: { icon: CirclePause, tone: 'plain', color: 'text-soft' },
  revoked: { icon: Ban, tone: 'bad', color: 'text-bad' },
  expired: { icon: Clock, tone: 'warn', color: 'text-warn' },
}

/** The status as an icon with its word for the ear, where the row has no room for a badge. */
export function StatusIcon({ status }: { status: ApiKey['status'] }) {
  const { icon: Icon, color } = STATUS[status]
  const said = words().statuses[status]
  return (
    <span class={`inline-flex flex-none ${color}`} title={said}>
      <Icon size={17} aria-hidden="true" />
      <span class="sr-only">{said}</span>
    </span>
  )
}

export function StatusBadge({ status }: { status: ApiKey['status'] }) {
  return (
    <Badge tone={STATUS[status].tone} icon={STATUS[status].icon}>
      {words().statuses[status]}
    </Badge>
  )
}

export function EnvironmentBadge({ environment }: { environment: ApiKey['environment'] }) {
  return <Badge tone={environment === 'live' ? 'info' : 'warn'}>{words().environments[environment]}</Badge>
}

/** A key that a scanner found in public, as long as it may still be good for something. */
export function LeakBadge({ apiKey }: { apiKey: ApiKey }) {
  return apiKey.leakedAt && apiKey.status !== 'revoked' ? <Badge tone="bad">{words().leaked}</Badge> : null
}

export function Tags({ apiKey }: { apiKey: ApiKey }) {
  return apiKey.tags.length > 0 ? (
    <span class="line-clamp-1 text-sm text-soft wrap-anywhere">{apiKey.tags.join(', ')}</span>
  ) : null
}

type MaskedProps = { apiKey: ApiKey; onReveal?: (() => void) | undefined }

/** The masked key; that of a kept key opens the way to see all of it. */
export function MaskedKey({ apiKey, onReveal }: MaskedProps) {
  const masked = <code class="truncate">{apiKey.masked}</code>
  if (!onReveal) return masked
  return (
    <button type="button" class="text-primary hover:underline" title={words().reveal} onClick={onReveal}>
      {masked}
    </button>
  )
}

/** The masked key, and a button that copies its public reference: as a rule the key itself is gone for good. */
export function KeyReference(props: MaskedProps) {
  const { apiKey } = props
  return (
    <span class="inline-flex max-w-full items-center gap-1">
      <MaskedKey {...props} />
      <CopyButton compact text={apiKey.prefix} label={words().copyReference} />
    </span>
  )
}

/** The label of a scope, or the scope itself when the catalog does not know it. Called once for a whole list. */
export function useScopeLabel(): (scope: string) => string {
  const labels = new Map(
    useScopeGroups().flatMap((group) => group.scopes.map((one) => [one.scope, one.label] as const)),
  )
  return (scope) => labels.get(scope) ?? scope
}

/** The first permissions as badges, and how many more there are. */
export function Permissions({
  apiKey,
  label,
  shown,
  onMore,
}: {
  apiKey: ApiKey
  label: (scope: string) => string
  shown: number
  onMore: () => void
}) {
  const t = words()
  const rest = apiKey.scopes.length - shown
  return (
    <span class="flex flex-wrap items-center gap-1">
      {apiKey.scopes.slice(0, shown).map((scope) => (
        <Badge key={scope} title={scope}>
          {label(scope)}
        </Badge>
      ))}
      {rest > 0 && (
        <button
          type="button"
          class="badge text-primary hover:underline"
          aria-label={`${t.more(rest)}. ${t.showAllPermissions(apiKey.name)}`}
          onClick={onMore}
        >
          {t.more(rest)}
        </button>
      )}
    </span>
  )
}

/** The limits that are on, tightest window first. */
export function limitTexts({ perMinute, perHour, perDay }: ApiKey['rateLimit']): string[] {
  const t = words()
  const all = [
    perMinute === null ? null : t.perMinute(perMinute),
    perHour === null ? null : t.perHour(perHour),
    perDay === null ? null : t.perDay(perDay),
  ]
  return all.filter((text) => text !== null)
}

export function Limits({ apiKey }: { apiKey: ApiKey }) {
  const [first, ...rest] = limitTexts(apiKey.rateLimit)
  if (!first) return <span class="text-soft">{words().noLimit}</span>
  return (
    <span class="whitespace-nowrap tabular-nums">
      {first}
      {rest.map((text) => (
        <span key={text} class="block text-sm text-soft">
          {text}
        </span>
      ))}
    </span>
  )
}

/** How many requests came with the key, which opens how they are spread. */
export function UsageNumber({ apiKey, onOpen }: { apiKey: ApiKey; onOpen: () => void }) {
  const t = words()
  const text = t.requests(apiKey.usageCount)
  return (
    <button
      type="button"
      class="text-primary hover:underline"
      aria-label={`${text}. ${t.usageOf(apiKey.name)}`}
      onClick={onOpen}
    >
      {text}
    </button>
  )
}

/** When the key was last used, with a warning once that is a month ago. */
export function LastUsed({ apiKey }: { apiKey: ApiKey }) {
  const t = words()
  const text = apiKey.lastUsedAt ? <RelativeTime at={apiKey.lastUsedAt} /> : t.neverUsed
  if (apiKey.unused && apiKey.status === 'active') {
    return (
      <span class="inline-flex items-center gap-1.5 text-warn" title={t.unusedNote}>
        <TriangleAlert size={15} class="flex-none" aria-hidden="true" />
        {text}
        <span class="sr-only">{t.unusedNote}</span>
      </span>
    )
  }
  return <span class={apiKey.lastUsedAt ? '' : 'text-soft'}>{text}</span>
}
