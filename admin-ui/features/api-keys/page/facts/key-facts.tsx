import { KeyRound } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { ApiKey } from '../../../../../client/src/generated.ts'
import { formatInstant } from '../../../../format/language.ts'
import { now } from '../../../../hooks/clock.ts'
import { useCan } from '../../../../hooks/me.ts'
import type { UrlState } from '../../../../hooks/url-state.ts'
import { m } from '../../../../messages/index.ts'
import { Badge } from '../../../../ui/badge.tsx'
import { Button } from '../../../../ui/button.tsx'
import { CopyButton } from '../../../../ui/feedback/copy.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { metadataText } from '../../form/draft/metadata-value.ts'
import { formatGrace } from '../../form/life/grace.ts'
import {
  EnvironmentBadge,
  KeyReference,
  LastUsed,
  limitTexts,
  Permissions,
  UsageNumber,
  useScopeLabel,
} from '../../key/facts.tsx'
import { openKey, openUsage } from '../../key/routes.ts'
import { StatusBadge } from '../../key/status-badge.tsx'

type KeyFactsProps = {
  apiKey: ApiKey
  url: UrlState
  /** In a narrow card, beside what shows the rest: only what the page does not say elsewhere. */
  compact?: boolean
}

/** The properties of a key. Properties that are not set are left out, unless that is information too. */
export function KeyFacts({ apiKey, url, compact = false }: KeyFactsProps) {
  const label = useScopeLabel()
  const limits = limitTexts(apiKey.rateLimit)
  const ended = apiKey.expiresAt !== null && Date.parse(apiKey.expiresAt) <= now.value
  const metadata = metadataText(apiKey.metadata)
  return (
    <>
      {!compact && apiKey.description && <p class="mb-4 wrap-anywhere whitespace-pre-line">{apiKey.description}</p>}
      <dl class={compact ? 'facts grid-cols-[5.75rem_minmax(0,1fr)]!' : 'facts'}>
        {!compact && <Where apiKey={apiKey} url={url} />}
        <Fact name={m.api_keys_permissions()}>
          {compact ? (
            <Permissions apiKey={apiKey} label={label} shown={6} wrap />
          ) : (
            <Badges of={apiKey.scopes} label={label} />
          )}
        </Fact>
        {!compact && (
          <Fact name={m.api_keys_dialog_limits()}>{limits.length ? limits.join(', ') : m.api_keys_no_limit()}</Fact>
        )}
        {apiKey.credits && <Fact name={m.api_keys_details_credits()}>{creditsText(apiKey.credits)}</Fact>}
        {!compact && (
          <>
            <Fact name={m.api_keys_usage()}>
              <UsageNumber apiKey={apiKey} onOpen={() => openUsage(url, apiKey.id)} />
            </Fact>
            <Fact name={m.api_keys_dialog_last_used()}>
              <LastUsed apiKey={apiKey} />
            </Fact>
          </>
        )}
        <Fact name={ended ? m.api_keys_dialog_expired() : m.api_keys_dialog_expires()}>
          {apiKey.expiresAt ? formatInstant(new Date(apiKey.expiresAt)) : m.api_keys_dialog_never()}
        </Fact>
        {apiKey.rotation && <Fact name={m.api_keys_details_rotation()}>{scheduleText(apiKey)}</Fact>}
        {apiKey.rotatedAt && (
          <Fact name={m.api_keys_details_rotated()}>
            <RelativeTime at={apiKey.rotatedAt} />
          </Fact>
        )}
        <Fact name={compact ? m.api_keys_page_addresses() : m.api_keys_dialog_allowed_ips()}>
          {apiKey.allowedIps.length
            ? apiKey.allowedIps.map((ip) => (
                <code key={ip} class="block">
                  {ip}
                </code>
              ))
            : m.api_keys_dialog_any_address()}
        </Fact>
        {!compact && (
          <Fact name={m.api_keys_dialog_consistency()}>
            {m.api_keys_dialog_consistency_name({ consistency: apiKey.consistency })}
          </Fact>
        )}
        {!compact && apiKey.captureBodies !== null && (
          <Fact name={m.api_keys_form_capture_legend()}>
            {apiKey.captureBodies ? m.api_keys_form_captures_always_label() : m.api_keys_form_captures_never_label()}
          </Fact>
        )}
        {apiKey.ownerId && (
          <Fact name={m.api_keys_dialog_owner()}>
            <span class="inline-flex max-w-full items-center gap-1">
              <code class="min-w-0">{apiKey.ownerId}</code>
              <CopyButton compact text={apiKey.ownerId} label={m.api_keys_details_copy_owner()} />
            </span>
          </Fact>
        )}
        {apiKey.tags.length > 0 && (
          <Fact name={m.api_keys_dialog_tags()}>
            <Badges of={apiKey.tags} />
          </Fact>
        )}
        {!compact && metadata && (
          <Fact name={m.api_keys_dialog_metadata()}>
            <pre class="secret mb-1 max-h-64 overflow-y-auto whitespace-pre-wrap">{metadata}</pre>
            <CopyButton text={metadata} label={m.api_keys_details_copy_metadata()} />
          </Fact>
        )}
        {apiKey.imported && (
          <Fact name={m.api_keys_details_origin()}>
            {m.api_keys_details_imported_name({ imported: apiKey.imported })}
          </Fact>
        )}
        <Fact name={m.api_keys_created()}>
          <RelativeTime at={apiKey.createdAt} /> {apiKey.createdBy && m.api_keys_dialog_by({ name: apiKey.createdBy })}
        </Fact>
        {apiKey.revokedAt && (
          <Fact name={m.api_keys_dialog_revoked_at()}>
            <RelativeTime at={apiKey.revokedAt} />{' '}
            {apiKey.revokedBy && m.api_keys_dialog_by({ name: apiKey.revokedBy })}
          </Fact>
        )}
        <Fact name={m.api_keys_dialog_id()}>
          <span class="inline-flex max-w-full items-center gap-1">
            <code class="min-w-0">{apiKey.id}</code>
            <CopyButton compact text={apiKey.id} label={m.api_keys_page_copy_id()} />
          </span>
        </Fact>
      </dl>
    </>
  )
}

/** Its state and its reference, with the key itself for those who may see it. */
function Where({ apiKey, url }: KeyFactsProps) {
  const canSeeSecret = useCan('api-keys:write', ...apiKey.scopes) && apiKey.status !== 'revoked'
  return (
    <>
      <Fact name={m.api_keys_status()}>
        <span class="flex flex-wrap gap-2">
          <StatusBadge status={apiKey.status} />
          <EnvironmentBadge environment={apiKey.environment} />
        </span>
      </Fact>
      <Fact name={m.api_keys_dialog_reference()}>
        <KeyReference apiKey={apiKey} />
        {apiKey.recoverable && canSeeSecret && (
          <Button small class="ml-2" icon={KeyRound} onClick={() => openKey(url, apiKey.id, 'reveal')}>
            {m.api_keys_reveal()}
          </Button>
        )}
        <p class="text-sm text-soft">{m.api_keys_dialog_reference_note()}</p>
      </Fact>
    </>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Badges({ of, label = (one) => one }: { of: readonly string[]; label?: (one: string) => string }) {
  return (
    <span class="flex flex-wrap gap-1">
      {of.map((one) => (
        <Badge key={one} title={one}>
          {label(one)}
        </Badge>
      ))}
    </span>
  )
}

function creditsText({ remaining, refill, refillsAt }: NonNullable<ApiKey['credits']>): string {
  const left = m.api_keys_details_credits_left({ left: remaining })
  if (!refill) return `${left}. ${m.api_keys_details_no_refill()}`
  const text = m.api_keys_details_refilled({ amount: refill.amount, interval: refill.interval })
  if (!refillsAt) return `${left}. ${text}`
  return `${left}. ${m.api_keys_details_next_refill({ text, at: formatInstant(new Date(refillsAt)) })}`
}

function scheduleText({ rotation, rotationDueAt }: ApiKey): string {
  if (!rotation) return ''
  const text = rotation.automatic
    ? m.api_keys_details_rotates_automatically({
        every: rotation.everyDays,
        grace: formatGrace(rotation.graceSeconds ?? 0),
      })
    : m.api_keys_details_reminded({ every: rotation.everyDays })
  return rotationDueAt
    ? `${text} ${m.api_keys_details_next_rotation({ at: formatInstant(new Date(rotationDueAt)) })}`
    : text
}
