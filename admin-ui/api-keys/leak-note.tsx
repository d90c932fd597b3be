import { Ban, RefreshCw } from 'lucide-preact'
import type { ApiKey } from '../../contract/api-keys.ts'
import { useCan } from '../identity/me.ts'
import { Button } from '../parts/button.tsx'
import { formatInstant } from '../parts/language.ts'
import { Note } from '../parts/note.tsx'
import type { UrlState } from '../parts/url-state.ts'
import { openKey } from './actions.tsx'
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
        {apiKey.leakSource && <Source of={apiKey.leakSource} />}
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

/** Where it was found: told by a stranger, so only an https address becomes a link. */
function Source({ of }: { of: string }) {
  const t = words()
  const safe = URL.canParse(of) && new URL(of).protocol === 'https:'
  return (
    <p>
      {t.leakedWhere}{' '}
      {safe ? (
        <a class="underline" href={of} target="_blank" rel="noopener noreferrer">
          {of}
        </a>
      ) : (
        of
      )}
    </p>
  )
}
