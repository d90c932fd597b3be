import { CirclePause, CirclePlay, Pencil, RefreshCw, Trash2 } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { Webhook } from '../../../../client/src/generated.ts'
import { formatNumber } from '../../../format/language.ts'
import { useCan } from '../../../hooks/me.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Section } from '../../../ui/section.tsx'
import { Schedule } from '../form/schedule.tsx'
import { useSwitchWebhook } from '../webhook/pause-resume.ts'
import { openWebhook, type TabProps } from '../webhook/routes.ts'
import { words } from './settings-words.ts'

/** Every setting of a webhook, and what changes more than settings. */
export function SettingsTab({ webhook, url }: TabProps) {
  const t = words()
  const mayWrite = useCan('webhooks:write')
  return (
    <div class="flex flex-col gap-4">
      <Section title={t.settings}>
        <div class="p-4">
          <Facts webhook={webhook} />
          {mayWrite && (
            <div class="mt-4">
              <Button icon={Pencil} onClick={() => openWebhook(url, webhook.id, 'edit')}>
                {t.edit}
              </Button>
            </div>
          )}
        </div>
      </Section>
      {mayWrite && <Actions webhook={webhook} url={url} />}
    </div>
  )
}

function Actions({ webhook, url }: TabProps) {
  const t = words()
  const flip = useSwitchWebhook()
  const resume = () =>
    webhook.status === 'disabled' ? openWebhook(url, webhook.id, 'resume') : flip(webhook, 'resume')
  return (
    <div class="card divide-y divide-line">
      <Action title={t.secretTitle} text={t.secretText}>
        <Button icon={RefreshCw} onClick={() => openWebhook(url, webhook.id, 'rotate')}>
          {t.rotate}
        </Button>
      </Action>
      {webhook.status === 'active' ? (
        <Action title={t.pauseTitle} text={t.pauseText}>
          <Button icon={CirclePause} onClick={() => flip(webhook, 'pause')}>
            {t.pause}
          </Button>
        </Action>
      ) : (
        <Action title={t.resumeTitle} text={t.resumeText}>
          <Button icon={CirclePlay} onClick={resume}>
            {t.resume}
          </Button>
        </Action>
      )}
      <Action title={t.deleteTitle} text={t.deleteText}>
        <Button icon={Trash2} onClick={() => openWebhook(url, webhook.id, 'delete')}>
          {t.delete}
        </Button>
      </Action>
    </div>
  )
}

function Action({ title, text, children }: { title: string; text: string; children: ComponentChildren }) {
  return (
    <section class="flex flex-wrap items-center gap-3 p-4">
      <div class="mr-auto min-w-0 max-w-2xl">
        <h3>{title}</h3>
        <p class="text-sm text-soft">{text}</p>
      </div>
      {children}
    </section>
  )
}

function Facts({ webhook }: { webhook: Webhook }) {
  const t = words()
  const limit = (value: number | null) => (value === null ? t.noLimit : formatNumber(value))
  const headers = Object.entries(webhook.headers)
  return (
    <dl class="facts">
      <dt>{t.name}</dt>
      <dd>{webhook.name}</dd>
      {webhook.description && (
        <>
          <dt>{t.description}</dt>
          <dd class="whitespace-pre-line">{webhook.description}</dd>
        </>
      )}
      <dt>{t.url}</dt>
      <dd>
        <code>{webhook.url}</code>
      </dd>
      <dt>{t.events}</dt>
      <dd class="flex flex-wrap gap-1">
        {webhook.events.map((event) => (
          <Badge key={event} title={event}>
            {event === '*' ? t.allEvents : event}
          </Badge>
        ))}
      </dd>
      <dt>{t.headers}</dt>
      <dd>
        {headers.length === 0
          ? t.noHeaders
          : headers.map(([name, value]) => (
              <code key={name} class="block">
                {name}: {value}
              </code>
            ))}
      </dd>
      <dt>{t.contentType}</dt>
      <dd>{t.contentTypes[webhook.contentType]}</dd>
      <dt>{t.timeout}</dt>
      <dd>{t.seconds(webhook.timeoutSeconds)}</dd>
      <dt>{t.maxRetries}</dt>
      <dd>
        {webhook.maxRetries === 0 ? t.retriesNone : t.times(webhook.maxRetries)}
        <Schedule retries={webhook.maxRetries} />
      </dd>
      <dt>{t.disableAfterFailures}</dt>
      <dd>{webhook.disableAfterFailures === null ? t.never : formatNumber(webhook.disableAfterFailures)}</dd>
      <dt>{t.rateLimitPerSecond}</dt>
      <dd>{limit(webhook.rateLimitPerSecond)}</dd>
      <dt>{t.maxConcurrency}</dt>
      <dd>{limit(webhook.maxConcurrency)}</dd>
      <dt>{t.ordered}</dt>
      <dd>{webhook.ordered ? t.inOrder : t.anyOrder}</dd>
      <dt>{t.filter}</dt>
      <dd>
        {webhook.filter ? (
          <pre class="secret whitespace-pre-wrap">{JSON.stringify(webhook.filter, null, 2)}</pre>
        ) : (
          t.everyEvent
        )}
      </dd>
      <dt>{t.transform}</dt>
      <dd>{webhook.transform ? <pre class="secret whitespace-pre-wrap">{webhook.transform}</pre> : t.asItIs}</dd>
      <dt>{t.created}</dt>
      <dd>
        <RelativeTime at={webhook.createdAt} /> {webhook.createdBy && t.by(webhook.createdBy)}
      </dd>
      <dt>{t.id}</dt>
      <dd class="flex items-center gap-1">
        <code>{webhook.id}</code>
        <CopyButton compact text={webhook.id} />
      </dd>
    </dl>
  )
}
