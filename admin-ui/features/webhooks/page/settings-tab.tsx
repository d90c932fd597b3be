import { CirclePause, CirclePlay, RefreshCw, Trash2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { useLacks } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { ActionRow, Section } from '../../../ui/page/section.tsx'
import { asksToResume, usePauseResumeWebhook } from '../webhook/pause-resume.ts'
import { openWebhook, type TabProps } from '../webhook/routes.ts'

const waiting = () => <SkeletonRows rows={12} height="row" />
const SettingsForm = lazy(() => import('./settings-form.tsx').then((it) => it.SettingsForm), waiting)
const SettingsFacts = lazy(() => import('./settings-facts.tsx').then((it) => it.SettingsFacts), waiting)

/** All settings of a webhook, edited in place by those who may, and actions beyond settings. */
export function SettingsTab({ webhook, url }: TabProps) {
  const viewOnly = useLacks('webhooks:write')
  return (
    <div class="max-w-4xl">
      <h2 class="sr-only">{m.webhooks_page_tab_name({ tab: 'settings' })}</h2>
      {viewOnly ? (
        <SettingsFacts webhook={webhook} />
      ) : (
        <SettingsForm id={webhook.id}>
          <Section title={m.webhooks_settings_secret_title()}>
            <ActionRow text={m.webhooks_settings_secret_text()}>
              <Button icon={RefreshCw} onClick={() => openWebhook(url, webhook.id, 'rotate')}>
                {m.webhooks_rotate()}
              </Button>
            </ActionRow>
          </Section>
          <DangerZone webhook={webhook} url={url} />
        </SettingsForm>
      )}
    </div>
  )
}

function DangerZone({ webhook, url }: TabProps) {
  const flip = usePauseResumeWebhook()
  const [busy, setBusy] = useState(false)
  const active = webhook.status === 'active'
  const press = async () => {
    if (asksToResume(webhook)) return openWebhook(url, webhook.id, 'resume')
    setBusy(true)
    await flip(webhook, active ? 'pause' : 'resume')
    setBusy(false)
  }
  return (
    <Section title={m.webhooks_settings_danger()}>
      <div class="divide-y divide-line">
        <ActionRow
          title={active ? m.webhooks_settings_pause_title() : m.webhooks_settings_resume_title()}
          text={active ? m.webhooks_settings_pause_text() : m.webhooks_settings_resume_text()}
        >
          <Button icon={active ? CirclePause : CirclePlay} busy={busy} onClick={press}>
            {active ? m.webhooks_pause() : m.webhooks_resume()}
          </Button>
        </ActionRow>
        <ActionRow title={m.webhooks_settings_delete_title()} text={m.webhooks_settings_delete_text()}>
          <Button kind="risk" icon={Trash2} onClick={() => openWebhook(url, webhook.id, 'delete')}>
            {m.webhooks_delete()}
          </Button>
        </ActionRow>
      </div>
    </Section>
  )
}
