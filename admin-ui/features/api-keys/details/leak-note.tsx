import { useQuery } from '@tanstack/preact-query'
import { Ban, RefreshCw } from 'lucide-preact'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { formatInstant } from '../../../format/language.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/note.tsx'
import { UntrustedLink } from '../../../ui/untrusted-link.tsx'
import { openKey } from '../key/actions.tsx'
import { words } from './details-words.ts'

/** A key that a scanner found in public: where, and what to do about it. Nothing for any other key. */
export function LeakNote({ apiKey, url }: { apiKey: ApiKey; url: UrlState }) {
  const t = words()
  const mayWrite = useCan('api-keys:write')
  const mayRegenerate = useCan('api-keys:write', ...apiKey.scopes)
  if (!apiKey.leakedAt || apiKey.status === 'revoked') return null
  return (
    <div class="mb-4">
      <Note tone="bad">
        <strong>{t.leakedTitle}</strong>
        <p>{t.leakedText(formatInstant(new Date(apiKey.leakedAt)))}</p>
        {apiKey.leakSource && <p>{t.leakedBy(apiKey.leakSource)}</p>}
        <FoundAt id={apiKey.id} />
        <p>{apiKey.status === 'disabled' ? t.leakedDisabled : t.leakedWorks}</p>
        {mayWrite && (
          <div class="mt-2 flex flex-wrap gap-2">
            {mayRegenerate && (
              <Button small icon={RefreshCw} onClick={() => openKey(url, apiKey.id, 'regenerate')}>
                {t.regenerate}
              </Button>
            )}
            <Button small icon={Ban} onClick={() => openKey(url, apiKey.id, 'revoke')}>
              {t.revoke}
            </Button>
          </div>
        )}
      </Note>
    </div>
  )
}

/** Where it was found, which the alert about it knows; nothing until that is read, or for those who may not read it. */
function FoundAt({ id }: { id: string }) {
  const t = words()
  const { data } = useQuery({
    queryKey: ['alerts', 'leaks'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/alerts', { query: { kind: 'key_leaked', limit: 100 }, signal }),
    enabled: useCan('alerts:read'),
  })
  const url = data?.data.find((alert) => alert.target.id === id)?.details.url
  if (typeof url !== 'string' || url === '') return null
  return (
    <p>
      {t.leakedWhere} <UntrustedLink href={url} />
    </p>
  )
}
