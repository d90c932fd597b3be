import { CirclePause, CirclePlay, RefreshCw, Trash2 } from 'lucide-preact'
import { useCan, useLacks } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { ActionRow, Section } from '../../../ui/page/section.tsx'
import { useCanSeeSecret } from '../key/actions.tsx'
import { switchingOf, useEnableDisableKey } from '../key/queries.ts'
import { openKey, type TabProps } from '../key/routes.ts'

// One of them is needed, and both are large.
const KeyFacts = lazy(() => import('./facts/key-facts.tsx').then((it) => it.KeyFacts))
const SettingsForm = lazy(
  () => import('./settings-form.tsx').then((it) => it.SettingsForm),
  () => (
    <div class="card" aria-hidden="true">
      <SkeletonRows rows={6} height="person" />
    </div>
  ),
)

/** All settings of a key, edited in place by those who may; at the end what cannot be undone. */
export function SettingsTab({ apiKey, url }: TabProps) {
  const mayWrite = useCan('api-keys:write')
  const viewOnly = useLacks('api-keys:write')
  return (
    <div class="flex max-w-4xl flex-col gap-4">
      {!viewOnly && apiKey.status !== 'revoked' ? (
        <>
          <h2 class="sr-only">{m.api_keys_page_settings()}</h2>
          <SettingsForm apiKey={apiKey} url={url} />
        </>
      ) : (
        <Section title={m.api_keys_page_settings()}>
          <div class="p-4">
            <KeyFacts apiKey={apiKey} url={url} />
          </div>
        </Section>
      )}
      {mayWrite && <DangerZone apiKey={apiKey} url={url} />}
    </div>
  )
}

function DangerZone({ apiKey, url }: TabProps) {
  const flip = useEnableDisableKey()
  const canSeeSecret = useCanSeeSecret()
  const { id, status } = apiKey
  const busy = switchingOf(id) !== undefined
  const open = (dialog: Parameters<typeof openKey>[2]) => () => openKey(url, id, dialog)
  return (
    <Section title={m.api_keys_page_danger()}>
      <div class="divide-y divide-line">
        {(status === 'active' || status === 'disabled') && (
          <ActionRow
            title={status === 'active' ? m.api_keys_page_disable_title() : m.api_keys_page_enable_title()}
            text={status === 'active' ? m.api_keys_page_disable_text() : m.api_keys_page_enable_text()}
          >
            <Button
              icon={status === 'active' ? CirclePause : CirclePlay}
              busy={busy}
              onClick={() => flip(apiKey, status === 'active' ? 'disable' : 'enable')}
            >
              {status === 'active' ? m.api_keys_disable() : m.api_keys_enable()}
            </Button>
          </ActionRow>
        )}
        {canSeeSecret(apiKey) && (
          <ActionRow title={m.api_keys_page_regenerate_title()} text={m.api_keys_page_regenerate_text()}>
            <Button icon={RefreshCw} onClick={open('regenerate')}>
              {m.api_keys_regenerate()}
            </Button>
          </ActionRow>
        )}
        {status !== 'revoked' && (
          <ActionRow title={m.api_keys_page_revoke_title()} text={m.api_keys_page_revoke_text()}>
            <Button kind="risk" onClick={open('revoke')}>
              {m.api_keys_revoke()}
            </Button>
          </ActionRow>
        )}
        <ActionRow title={m.api_keys_page_delete_title()} text={m.api_keys_dialog_delete_text()}>
          <Button kind="risk" icon={Trash2} onClick={open('delete')}>
            {m.api_keys_delete()}
          </Button>
        </ActionRow>
      </div>
    </Section>
  )
}
