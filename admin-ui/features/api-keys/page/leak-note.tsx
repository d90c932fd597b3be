import { useQuery } from '@tanstack/preact-query'
import { Ban, RefreshCw } from 'lucide-preact'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { formatInstant } from '../../../format/language.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { UntrustedLink } from '../../../ui/untrusted-link.tsx'
import { openKey } from '../key/routes.ts'

/** For a key that a scanner found in public: where, and what to do. Nothing for any other key. */
export function LeakNote({ apiKey, url }: { apiKey: ApiKey; url: UrlState }) {
  const mayWrite = useCan('api-keys:write')
  const mayRegenerate = useCan('api-keys:write', ...apiKey.scopes)
  if (!apiKey.leakedAt || apiKey.status === 'revoked') return null
  return (
    <div class="mb-4">
      <Note tone="bad">
        <strong>{m.api_keys_details_leaked_title()}</strong>
        <p>{m.api_keys_details_leaked_text({ at: formatInstant(new Date(apiKey.leakedAt)) })}</p>
        {apiKey.leakSource && <p>{m.api_keys_details_leaked_by({ source: apiKey.leakSource })}</p>}
        <FoundAt id={apiKey.id} />
        <p>{apiKey.status === 'disabled' ? m.api_keys_details_leaked_disabled() : m.api_keys_details_leaked_works()}</p>
        {mayWrite && (
          <div class="mt-2 flex flex-wrap gap-2">
            {mayRegenerate && (
              <Button small icon={RefreshCw} onClick={() => openKey(url, apiKey.id, 'regenerate')}>
                {m.api_keys_regenerate()}
              </Button>
            )}
            <Button small icon={Ban} onClick={() => openKey(url, apiKey.id, 'revoke')}>
              {m.api_keys_revoke()}
            </Button>
          </div>
        )}
      </Note>
    </div>
  )
}

/**
 * Where it was found, which only its alert knows; nothing until the alert is loaded, or without the scope to read it.
 */
function FoundAt({ id }: { id: string }) {
  const { data } = useQuery({
    queryKey: ['alerts', 'leaks'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/alerts', { query: { kind: 'key_leaked', limit: 100 }, signal }),
    enabled: useCan('alerts:read'),
  })
  const url = data?.data.find((alert) => alert.target.id === id)?.details.url
  if (typeof url !== 'string' || url === '') return null
  return (
    <p>
      {m.api_keys_details_leaked_where()} <UntrustedLink href={url} />
    </p>
  )
}
