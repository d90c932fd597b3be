import { KeyRound } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { formatInstant } from '../../../format/language.ts'
import { now } from '../../../hooks/clock.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { metadataText } from '../form/metadata-text.ts'
import { openKey, openUsage } from '../key/actions.tsx'
import {
  EnvironmentBadge,
  KeyReference,
  LastUsed,
  limitTexts,
  StatusBadge,
  UsageNumber,
  useScopeLabel,
} from '../key/facts.tsx'
import { words } from './details-words.ts'

type KeyFactsProps = { apiKey: ApiKey; url: UrlState }

/** The facts of a key. What is not set is left out, unless that is a fact too. */
export function KeyFacts({ apiKey, url }: KeyFactsProps) {
  const t = words()
  const maySecret = useCan('api-keys:write', ...apiKey.scopes) && apiKey.status !== 'revoked'
  const label = useScopeLabel()
  const limits = limitTexts(apiKey.rateLimit)
  const ended = apiKey.expiresAt !== null && Date.parse(apiKey.expiresAt) <= now.value
  const metadata = metadataText(apiKey.metadata)
  return (
    <>
      {apiKey.description && <p class="mb-4 wrap-anywhere whitespace-pre-line">{apiKey.description}</p>}
      <dl class="facts">
        <Fact name={t.status}>
          <span class="flex flex-wrap gap-2">
            <StatusBadge status={apiKey.status} />
            <EnvironmentBadge environment={apiKey.environment} />
          </span>
        </Fact>
        <Fact name={t.reference}>
          <KeyReference apiKey={apiKey} />
          {apiKey.recoverable && maySecret && (
            <Button small class="ml-2" icon={KeyRound} onClick={() => openKey(url, apiKey.id, 'reveal')}>
              {t.reveal}
            </Button>
          )}
          <p class="text-sm text-soft">{t.referenceNote}</p>
        </Fact>
        <Fact name={t.permissions}>
          <Badges of={apiKey.scopes} label={label} />
        </Fact>
        <Fact name={t.limits}>{limits.length ? limits.join(', ') : t.noLimit}</Fact>
        {apiKey.credits && <Fact name={t.credits}>{creditsText(apiKey.credits)}</Fact>}
        <Fact name={t.usage}>
          <UsageNumber apiKey={apiKey} onOpen={() => openUsage(url, apiKey.id)} />
        </Fact>
        <Fact name={t.lastUsed}>
          <LastUsed apiKey={apiKey} />
        </Fact>
        <Fact name={ended ? t.expired : t.expires}>
          {apiKey.expiresAt ? formatInstant(new Date(apiKey.expiresAt)) : t.never}
        </Fact>
        {apiKey.rotation && <Fact name={t.rotation}>{scheduleText(apiKey)}</Fact>}
        {apiKey.rotatedAt && (
          <Fact name={t.rotated}>
            <RelativeTime at={apiKey.rotatedAt} />
          </Fact>
        )}
        <Fact name={t.allowedIps}>
          {apiKey.allowedIps.length
            ? apiKey.allowedIps.map((ip) => (
                <code key={ip} class="block">
                  {ip}
                </code>
              ))
            : t.anyAddress}
        </Fact>
        <Fact name={t.consistency}>{t.consistencies[apiKey.consistency]}</Fact>
        {apiKey.captureBodies !== null && (
          <Fact name={t.captureLegend}>{t.captures[apiKey.captureBodies ? 'always' : 'never'].label}</Fact>
        )}
        {apiKey.ownerId && (
          <Fact name={t.owner}>
            <span class="inline-flex max-w-full items-center gap-1">
              <code class="min-w-0">{apiKey.ownerId}</code>
              <CopyButton compact text={apiKey.ownerId} label={t.copyOwner} />
            </span>
          </Fact>
        )}
        {apiKey.tags.length > 0 && (
          <Fact name={t.tags}>
            <Badges of={apiKey.tags} />
          </Fact>
        )}
        {metadata && (
          <Fact name={t.metadata}>
            <pre class="secret mb-1 max-h-64 overflow-y-auto whitespace-pre-wrap">{metadata}</pre>
            <CopyButton text={metadata} label={t.copyMetadata} />
          </Fact>
        )}
        {apiKey.imported && <Fact name={t.origin}>{t.imported[apiKey.imported]}</Fact>}
        <Fact name={t.created}>
          <RelativeTime at={apiKey.createdAt} /> {apiKey.createdBy && t.by(apiKey.createdBy)}
        </Fact>
        {apiKey.revokedAt && (
          <Fact name={t.revokedAt}>
            <RelativeTime at={apiKey.revokedAt} /> {apiKey.revokedBy && t.by(apiKey.revokedBy)}
          </Fact>
        )}
        <Fact name={t.id}>
          <span class="inline-flex max-w-full items-center gap-1">
            <code class="min-w-0">{apiKey.id}</code>
            <CopyButton compact text={apiKey.id} />
          </span>
        </Fact>
      </dl>
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
  const t = words()
  const left = t.creditsLeft(remaining)
  if (!refill) return `${left}. ${t.noRefill}`
  return `${left}. ${t.refilled(refill.amount, refill.interval, refillsAt && formatInstant(new Date(refillsAt)))}`
}

function scheduleText({ rotation, rotationDueAt }: ApiKey): string {
  const t = words()
  if (!rotation) return ''
  const text = rotation.automatic
    ? t.rotatesItself(rotation.everyDays, rotation.graceSeconds ?? 0)
    : t.reminded(rotation.everyDays)
  return rotationDueAt ? `${text} ${t.nextRotation(formatInstant(new Date(rotationDueAt)))}` : text
}
