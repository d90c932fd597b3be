import type { ComponentChildren } from 'preact'
import type { Webhook } from '../../../../client/src/generated.ts'
import { formatNumber } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Section } from '../../../ui/page/section.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Schedule } from '../form/schedule.tsx'
import { contentTypeName } from '../webhook/content-type-name.ts'

/** All settings of a webhook in sections, for users who may only read them. */
export function SettingsFacts({ webhook }: { webhook: Webhook }) {
  const limit = (value: number | null) => (value === null ? m.webhooks_settings_no_limit() : formatNumber(value))
  const headers = Object.entries(webhook.headers)
  return (
    <div class="flex flex-col gap-4">
      <Section title={m.webhooks_settings_general()}>
        <Rows>
          <Row name={m.webhooks_name()}>{webhook.name}</Row>
          {webhook.description && (
            <Row name={m.webhooks_page_description()}>
              <span class="whitespace-pre-line">{webhook.description}</span>
            </Row>
          )}
          <Row name={m.webhooks_url()}>
            <code>{webhook.url}</code>
          </Row>
          <Row name={m.webhooks_events()}>
            <span class="flex flex-wrap gap-1">
              {webhook.events.map((event) => (
                <Badge key={event} title={event} mono={event !== '*'}>
                  {event === '*' ? m.webhooks_all_events() : event}
                </Badge>
              ))}
            </span>
          </Row>
          <Row name={m.webhooks_environment()}>{m.webhooks_environment_name({ environment: webhook.environment })}</Row>
          <Row name={m.webhooks_page_created()}>
            <RelativeTime at={webhook.createdAt} />{' '}
            {webhook.createdBy && m.webhooks_page_by({ name: webhook.createdBy })}
          </Row>
          <Row name={m.webhooks_page_id()}>
            <span class="flex items-center gap-1">
              <code>{webhook.id}</code>
              <CopyButton compact text={webhook.id} label={m.webhooks_page_copy_id()} />
            </span>
          </Row>
        </Rows>
      </Section>
      <Section title={m.webhooks_form_delivery()}>
        <Rows>
          <Row name={m.webhooks_setting_max_retries()}>
            {webhook.maxRetries === 0
              ? m.webhooks_settings_retries_none()
              : m.webhooks_setting_times({ count: webhook.maxRetries })}
            <Schedule retries={webhook.maxRetries} />
          </Row>
          <Row name={m.webhooks_setting_timeout()}>{m.webhooks_setting_seconds({ count: webhook.timeoutSeconds })}</Row>
          <Row name={m.webhooks_setting_number_name({ number: 'disableAfterFailures' })}>
            {webhook.disableAfterFailures === null
              ? m.webhooks_settings_never()
              : formatNumber(webhook.disableAfterFailures)}
          </Row>
          <Row name={m.webhooks_setting_number_name({ number: 'rateLimitPerSecond' })}>
            {limit(webhook.rateLimitPerSecond)}
          </Row>
          <Row name={m.webhooks_setting_number_name({ number: 'maxConcurrency' })}>{limit(webhook.maxConcurrency)}</Row>
          <Row name={m.webhooks_setting_ordered()}>
            {webhook.ordered ? m.webhooks_settings_in_order() : m.webhooks_settings_any_order()}
          </Row>
        </Rows>
      </Section>
      <Section title={m.webhooks_settings_request()}>
        <Rows>
          <Row name={m.webhooks_setting_content_type()}>{contentTypeName(webhook.contentType)}</Row>
          <Row name={m.webhooks_settings_headers()}>
            {headers.length === 0
              ? m.webhooks_settings_no_headers()
              : headers.map(([name, value]) => (
                  <code key={name} class="block">
                    {name}: {value}
                  </code>
                ))}
          </Row>
          <Row name={m.webhooks_shaping_filter()}>
            {webhook.filter ? (
              <CodeBlock>{JSON.stringify(webhook.filter, null, 2)}</CodeBlock>
            ) : (
              m.webhooks_settings_no_filter()
            )}
          </Row>
          <Row name={m.webhooks_shaping_transform()}>
            {webhook.transform ? <CodeBlock>{webhook.transform}</CodeBlock> : m.webhooks_settings_no_transform()}
          </Row>
        </Rows>
      </Section>
    </div>
  )
}

const Rows = ({ children }: { children: ComponentChildren }) => <dl class="divide-y divide-line">{children}</dl>

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="grid gap-x-4 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <dt class="text-faint">{name}</dt>
      <dd class="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  )
}
