import { CirclePause, CirclePlay, RefreshCw, Trash2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { IncomingWebhook } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { callApiVersioned } from '../../../api/call-api.ts'
import type { FieldErrors } from '../../../forms/form.ts'
import { NameRows } from '../../../forms/name-rows.tsx'
import { PageForm } from '../../../forms/page-form.tsx'
import { SettingCard, SettingRow } from '../../../forms/setting-row.tsx'
import { usePageForm } from '../../../forms/use-page-form.ts'
import { useLacks } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { lazy } from '../../../ui/page/lazy.tsx'
import { ActionRow, Section } from '../../../ui/page/section.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { LimitFields } from '../form/advanced-fields.tsx'
import { changeOf, type Draft, draftOf, SETTINGS, unsavedSettings } from '../form/draft.ts'
import { TargetFields } from '../form/target-fields.tsx'
import { useIncomingForm } from '../form/use-incoming-form.ts'
import type { MappingRow } from '../mapping/mapping-draft.ts'
import { Sender } from '../webhook/facts.tsx'
import { usePauseResume } from '../webhook/mutations.ts'
import { readIncoming, useRefresh, useVersionedIncoming } from '../webhook/queries.ts'
import { openIncoming, staysOnTab, type TabProps } from '../webhook/routes.ts'

// Only for another target: its code is loaded when one is chosen.
const Remap = lazy(
  () => import('./remap.tsx').then((it) => it.Remap),
  () => <SkeletonRows rows={8} height="row" />,
)
const VerificationPart = lazy(
  () => import('./verification-part.tsx').then((it) => it.VerificationPart),
  () => <SkeletonRows rows={6} height="row" />,
)

/** All settings of an incoming webhook, edited in place by those who may, and actions beyond settings. */
export function SettingsTab({ webhook, url }: TabProps) {
  const query = useVersionedIncoming(webhook.id)
  return (
    <div class="max-w-4xl">
      <h2 class="sr-only">{m.incoming_tab_name({ tab: 'settings' })}</h2>
      <Loaded query={query} waiting={<SkeletonRows rows={12} height="row" />}>
        {(latest) => <Form latest={latest} webhook={webhook} url={url} />}
      </Loaded>
    </div>
  )
}

/** `mapping`: as it was edited here for another target; null until then. */
type SettingsDraft = Draft & { mapping: MappingRow[] | null }

const settingsOf = (it: IncomingWebhook): SettingsDraft => ({ ...draftOf(it), mapping: null })

function Form({ latest, webhook, url }: TabProps & { latest: Versioned<IncomingWebhook> }) {
  const mayNotWrite = useLacks('incoming:write')
  const [base, setBase] = useState(latest)
  const form = useIncomingForm(settingsOf(base.data), base.data)
  // The mapping for the target that is chosen; null: that of before.
  const [mapping, setMapping] = useState<IncomingWebhook['mapping'] | null>(null)
  const [isVerifying, setVerifying] = useState(false)
  const refresh = useRefresh()
  const { id } = webhook
  const { draft, errors, change } = form
  const fields = { draft, errors, onDraft: change }
  const { busy, save } = usePageForm({
    base,
    onBase: setBase,
    latest,
    read: () => readIncoming(id),
    write: (body, ifMatch) =>
      callApiVersioned('PATCH', '/api/v1/incoming-webhooks/{id}', { params: { id }, body, ifMatch }),
    form,
    draftOf: settingsOf,
    changeOf: (it, wanted) => ({ ...changeOf(it, wanted), ...(mapping && { mapping }) }),
    onSaved: ({ name }) => {
      toastDone(m.edit_form_saved({ name }))
      void refresh()
    },
  })
  const unsaved = unsavedSettings(base.data, draft)
  const changes = SETTINGS.filter((setting) => (setting === 'mapping' ? mapping !== null : unsaved.includes(setting)))
  const mappingError = mapping ? undefined : mappingProblem(errors)
  return (
    <PageForm
      form={form}
      changes={changes.map((setting) => m.incoming_setting_name({ setting }))}
      busy={busy}
      stays={staysOnTab}
      readOnly={mayNotWrite}
      onSubmit={() => form.check() && save()}
      after={!mayNotWrite && <DangerZone webhook={webhook} url={url} />}
    >
      {mayNotWrite && <Note>{m.incoming_view_only()}</Note>}
      <SettingCard title={m.incoming_settings_general()}>
        <NameRows
          {...fields}
          labels={{ name: m.incoming_form_name(), descriptionHint: m.incoming_form_description_hint() }}
        />
        <SettingRow label={m.incoming_form_environment()}>
          {webhook.environment === 'test' ? m.fields_test() : m.fields_live()}
        </SettingRow>
        <SettingRow label={m.incoming_settings_created()}>
          <RelativeTime at={webhook.createdAt} />{' '}
          {webhook.createdBy && m.incoming_settings_by({ name: webhook.createdBy })}
        </SettingRow>
        <SettingRow label={m.incoming_settings_id()}>
          <span class="flex items-center gap-1">
            <code class="min-w-0">{id}</code>
            <CopyButton compact text={id} label={m.incoming_settings_copy_id()} />
          </span>
        </SettingRow>
      </SettingCard>
      <SettingCard title={m.incoming_target()}>
        <div class="flex max-w-2xl flex-col gap-5 p-4">
          <TargetFields {...fields} />
          {mappingError && (
            <Note tone="bad" alert>
              {m.incoming_mapping_refused({ message: mappingError })}
            </Note>
          )}
        </div>
        {(unsaved.includes('target') || draft.mapping) && (
          <Remap
            webhook={base.data}
            draft={draft}
            errors={errors}
            onRows={(rows) => change({ mapping: rows })}
            onMapping={setMapping}
          />
        )}
      </SettingCard>
      <SettingCard title={m.incoming_settings_verification()}>
        {isVerifying || unsaved.includes('verification') ? (
          <VerificationPart webhook={base.data} {...fields} />
        ) : (
          <SettingRow label={m.incoming_sender()} hint={m.incoming_sender_text({ kind: base.data.verification.kind })}>
            <Sender webhook={base.data} />
            <div class="mt-2">
              <Button small onClick={() => setVerifying(true)}>
                {m.incoming_settings_change_sender()}
              </Button>
            </div>
          </SettingRow>
        )}
      </SettingCard>
      <SettingCard title={m.incoming_settings_more()}>
        <div class="flex max-w-2xl flex-col gap-5 p-4">
          <LimitFields {...fields} />
        </div>
      </SettingCard>
    </PageForm>
  )
}

/** What the server says about the mapping, which this form does not show. */
const mappingProblem = (errors: FieldErrors): string | undefined => {
  const [path, message] = Object.entries(errors).find(([at]) => at === 'mapping' || at.startsWith('mapping.')) ?? []
  if (path === undefined) return undefined
  return path === 'mapping' ? message : `${path.slice('mapping.'.length)} ${message}`
}

function DangerZone({ webhook, url }: TabProps) {
  const flip = usePauseResume()
  const [busy, setBusy] = useState(false)
  const active = webhook.status === 'active'
  const press = async () => {
    setBusy(true)
    await flip(webhook)
    setBusy(false)
  }
  return (
    <Section title={m.incoming_settings_danger()}>
      <div class="divide-y divide-line">
        <ActionRow
          title={active ? m.incoming_settings_pause_title() : m.incoming_settings_resume_title()}
          text={active ? m.incoming_settings_pause_text() : m.incoming_settings_resume_text()}
        >
          <Button icon={active ? CirclePause : CirclePlay} busy={busy} onClick={press}>
            {active ? m.incoming_pause() : m.incoming_resume()}
          </Button>
        </ActionRow>
        <ActionRow title={m.incoming_settings_token_title()} text={m.incoming_settings_token_text()}>
          <Button icon={RefreshCw} onClick={() => openIncoming(url, webhook.id, 'regenerate')}>
            {m.incoming_regenerate()}
          </Button>
        </ActionRow>
        <ActionRow title={m.incoming_settings_delete_title()} text={m.incoming_settings_delete_text()}>
          <Button kind="risk" icon={Trash2} onClick={() => openIncoming(url, webhook.id, 'delete')}>
            {m.incoming_delete()}
          </Button>
        </ActionRow>
      </div>
    </Section>
  )
}
