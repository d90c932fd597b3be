import { Ban, CirclePause, CirclePlay, Pencil } from 'lucide-preact'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { isGone } from '../../../api/call-api.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { Button } from '../../../ui/button.tsx'
import { DetailsOf } from '../../../ui/details-of.tsx'
import { Note } from '../../../ui/note.tsx'
import { openKey } from '../key/actions.tsx'
import { words } from '../key/dialog-words.ts'
import { useApiKey, useSwitchKey } from '../key/queries.ts'
import { GraceCard } from './grace-card.tsx'
import { KeyFacts } from './key-facts.tsx'
import { LeakNote } from './leak-note.tsx'
import { WeekStrip } from './week-strip.tsx'

/** Everything about one key. */
export function DetailsDialog({ id, url, onClose }: { id: string; url: UrlState; onClose: () => void }) {
  const t = words()
  const query = useApiKey(id)
  const mayWrite = useCan('api-keys:write')
  const gone = isGone(query.error)
  return (
    <DetailsOf
      title={query.data?.name ?? t.detailsTitle}
      size="wide"
      query={query}
      gone={
        gone && (
          <Note tone="bad" alert>
            {t.gone}
          </Note>
        )
      }
      actions={mayWrite && query.data && !gone && <Changes apiKey={query.data} url={url} />}
      rows={8}
      onClose={onClose}
    >
      {(key) => (
        <>
          <LeakNote apiKey={key} url={url} />
          <GraceCard apiKey={key} url={url} />
          <WeekStrip apiKey={key} url={url} />
          <KeyFacts apiKey={key} url={url} />
        </>
      )}
    </DetailsOf>
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
