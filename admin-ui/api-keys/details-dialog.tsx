import { Ban, CirclePause, CirclePlay, KeyRound, Pencil } from 'lucide-preact'
import type { ApiKey } from '../../contract/api-keys.ts'
import { ApiError } from '../api.ts'
import { useCan } from '../identity/me.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { now } from '../parts/clock.ts'
import { CopyButton } from '../parts/copy.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { formatInstant } from '../parts/language.ts'
import { Note } from '../parts/note.tsx'
import { SkeletonRows } from '../parts/skeleton.tsx'
import { Loaded } from '../parts/states.tsx'
import { RelativeTime } from '../parts/time.tsx'
import type { UrlState } from '../parts/url-state.ts'
import { openKey, openUsage } from './actions.tsx'
import { words } from './dialog-words.ts'
import {
  EnvironmentBadge,
  KeyReference,
  LastUsed,
  limitTexts,
  StatusBadge,
  UsageNumber,
  useScopeLabel,
} from './facts.tsx'
import { GraceCard } from './grace-card.tsx'
import { useApiKey, useSwitchKey } from './queries.ts'

/** Everything about one key. */
export function DetailsDialog({ id, url, onClose }: { id: string; url: UrlState; onClose: () => void }) {
  const t = words()
  const query = useApiKey(id)
  const mayWrite = useCan('api-keys:write')
  const gone = query.error instanceof ApiError && query.error.status === 404
  return (
    <Dialog
      title={query.data?.name ?? t.detailsTitle}
      size="wide"
      onClose={onClose}
      footer={
        <>
          {mayWrite && query.data && !gone && <Changes apiKey={query.data} url={url} />}
          <Button onClick={onClose}>{t.close}</Button>
        </>
      }
    >
      {gone ? (
        <Note tone="bad" alert>
          {t.gone}
        </Note>
      ) : (
        <Loaded query={query} waiting={<SkeletonRows rows={8} height="dense" />}>
          {(key) => (
            <>
              <GraceCard apiKey={key} url={url} />
              <Facts apiKey={key} url={url} />
            </>
          )}
        </Loaded>
      )}
    </Dialog>
  )
}

function Changes({ apiKey, url }: { apiKey: ApiKey; url: UrlState }) {
  const t = words()
  const flip = useSwitchKey()
  if (apiKey.status === 'revoked') return null
  return (
    <div class="mr-auto flex flex-wrap gap-2">
      <Button icon={Pencil} onClick={() => openKey(url, apiKey.id, 'edit')}>
        {t.edit}
      </Button>
      {apiKey.status === 'active' && (
        <Button icon={CirclePause} onClick={() => flip(apiKey, 'disable')}>
          {t.disable}
        </Button>
      )}
      {apiKey.status === 'disabled' && (
        <Button icon={CirclePlay} onClick={() => flip(apiKey, 'enable')}>
          {t.enable}
        </Button>
      )}
      <Button icon={Ban} onClick={() => openKey(url, apiKey.id, 'revoke')}>
        {t.revoke}
      </Button>
    </div>
  )
}

function Facts({ apiKey, url }: { apiKey: ApiKey; url: UrlState }) {
  const t = words()
  const maySecret = useCan('api-keys:write', ...apiKey.scopes) && apiKey.status !== 'revoked'
  const label = useScopeLabel()
  const limits = limitTexts(apiKey.rateLimit)
  const ended = apiKey.expiresAt !== null && Date.parse(apiKey.expiresAt) <= now.value
  return (
    <>
      {apiKey.description && <p class="mb-4 wrap-anywhere whitespace-pre-line">{apiKey.description}</p>}
      <dl class="facts">
        <dt>{t.status}</dt>
        <dd class="flex flex-wrap gap-2">
          <StatusBadge status={apiKey.status} />
          <EnvironmentBadge environment={apiKey.environment} />
        </dd>
        <dt>{t.reference}</dt>
        <dd>
          <KeyReference apiKey={apiKey} />
          {apiKey.recoverable && maySecret && (
            <Button small class="ml-2" icon={KeyRound} onClick={() => openKey(url, apiKey.id, 'reveal')}>
              {t.reveal}
            </Button>
          )}
          <p class="text-sm text-soft">{t.referenceNote}</p>
        </dd>
        <dt>{t.permissions}</dt>
        <dd class="flex flex-wrap gap-1">
          {apiKey.scopes.map((scope) => (
            <Badge key={scope} title={scope}>
              {label(scope)}
            </Badge>
          ))}
        </dd>
        <dt>{t.limits}</dt>
        <dd>{limits.length ? limits.join(', ') : t.noLimit}</dd>
        <dt>{t.usage}</dt>
        <dd>
          <UsageNumber apiKey={apiKey} onOpen={() => openUsage(url, apiKey.id)} />
        </dd>
        <dt>{t.lastUsed}</dt>
        <dd>
          <LastUsed apiKey={apiKey} />
        </dd>
        <dt>{ended ? t.expired : t.expires}</dt>
        <dd>{apiKey.expiresAt ? formatInstant(new Date(apiKey.expiresAt)) : t.never}</dd>
        <dt>{t.allowedIps}</dt>
        <dd>
          {apiKey.allowedIps.length
            ? apiKey.allowedIps.map((ip) => (
                <code key={ip} class="block">
                  {ip}
                </code>
              ))
            : t.anyAddress}
        </dd>
        <dt>{t.consistency}</dt>
        <dd>{t.consistencies[apiKey.consistency]}</dd>
        {apiKey.ownerId && (
          <>
            <dt>{t.owner}</dt>
            <dd>{apiKey.ownerId}</dd>
          </>
        )}
        {apiKey.tags.length > 0 && (
          <>
            <dt>{t.tags}</dt>
            <dd class="flex flex-wrap gap-1">
              {apiKey.tags.map((tag) => (
                <Badge key={tag}>{tag}</Badge>
              ))}
            </dd>
          </>
        )}
        {Object.keys(apiKey.metadata).length > 0 && (
          <>
            <dt>{t.metadata}</dt>
            <dd>
              <pre class="secret whitespace-pre-wrap">{JSON.stringify(apiKey.metadata, null, 2)}</pre>
            </dd>
          </>
        )}
        <dt>{t.created}</dt>
        <dd>
          <RelativeTime at={apiKey.createdAt} /> {apiKey.createdBy && t.by(apiKey.createdBy)}
        </dd>
        {apiKey.revokedAt && (
          <>
            <dt>{t.revokedAt}</dt>
            <dd>
              <RelativeTime at={apiKey.revokedAt} /> {apiKey.revokedBy && t.by(apiKey.revokedBy)}
            </dd>
          </>
        )}
        <dt>{t.id}</dt>
        <dd class="flex items-center gap-1">
          <code>{apiKey.id}</code>
          <CopyButton compact text={apiKey.id} />
        </dd>
      </dl>
    </>
  )
}
