import { CirclePause, CirclePlay, RefreshCw, Trash2 } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { IncomingWebhook } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { MAX_NAME } from '../../../../contract/common.data.ts'
import { callApiVersioned } from '../../../api/call-api.ts'
import { Radios } from '../../../forms/choice.tsx'
import { TextField } from '../../../forms/field.tsx'
import { errorAt, type FieldErrors } from '../../../forms/form.ts'
import { SaveBar } from '../../../forms/save-bar.tsx'
import { usePageForm } from '../../../forms/use-page-form.ts'
import { useCan, useLacks } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { Section } from '../../../ui/page/section.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { AdvancedFields } from '../form/advanced-fields.tsx'
import { changeOf, type Draft, draftOf, unsavedSettings } from '../form/draft.ts'
import { TargetFields } from '../form/target-fields.tsx'
import { useIncomingForm } from '../form/use-incoming-form.ts'
import { SenderField, VerificationFields } from '../form/verification-fields.tsx'
import { usePauseResume } from '../webhook/mutations.ts'
import { readIncoming, useModules, useRefresh, useVersionedIncoming } from '../webhook/queries.ts'
import { openIncoming, staysOnTab, type TabProps } from '../webhook/routes.ts'

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

function Form({ latest, webhook, url }: TabProps & { latest: Versioned<IncomingWebhook> }) {
  const mayWrite = useCan('incoming:write')
  const mayNotWrite = useLacks('incoming:write')
  const [base, setBase] = useState(latest)
  const form = useIncomingForm(draftOf(base.data), base.data)
  const refresh = useRefresh()
  const modules = useModules().data?.data ?? []
  const { id } = webhook
  const { draft, errors, change } = form
  const fields = { draft, errors, onDraft: change }
  const isRetargeted = draft.target !== base.data.target || draft.module !== (base.data.module ?? '')
  const { busy, save } = usePageForm({
    base,
    onBase: setBase,
    latest,
    read: () => readIncoming(id),
    write: (body, ifMatch) =>
      callApiVersioned('PATCH', '/api/v1/incoming-webhooks/{id}', { params: { id }, body, ifMatch }),
    form,
    draftOf,
    changeOf: (it, wanted) => {
      const settings = changeOf(it, wanted)
      // Another module has other fields: what it does not have cannot stay mapped.
      const module = 'module' in settings ? modules.find(({ slug }) => slug === wanted.module) : undefined
      return module ? { ...settings, mapping: keptMapping(it.mapping, module.fields) } : settings
    },
    onSaved: ({ name }) => {
      toastDone(m.edit_form_saved({ name }))
      void refresh()
    },
  })
  const changes = unsavedSettings(base.data, draft)
  const mappingError = mappingProblem(errors)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (changes.length > 0 && form.check()) save()
      }}
    >
      <fieldset disabled={!mayWrite} class="contents">
        <div ref={form.container} class="flex flex-col gap-4" onFocusOut={form.onBlur}>
          {mayNotWrite && <Note>{m.incoming_view_only()}</Note>}
          <Section title={m.incoming_settings_general()}>
            <div class="flex max-w-2xl flex-col gap-5 p-4">
              <TextField
                label={m.incoming_form_name()}
                required
                autocomplete="off"
                maxLength={MAX_NAME}
                error={errorAt(errors, 'name')}
                value={draft.name}
                onValue={(name) => change({ name })}
              />
              <dl class="facts">
                <dt>{m.incoming_form_environment()}</dt>
                <dd>{webhook.environment === 'test' ? m.fields_test() : m.fields_live()}</dd>
                <dt>{m.incoming_settings_created()}</dt>
                <dd>
                  <RelativeTime at={webhook.createdAt} />{' '}
                  {webhook.createdBy && m.incoming_settings_by({ name: webhook.createdBy })}
                </dd>
                <dt>{m.incoming_settings_id()}</dt>
                <dd class="flex items-center gap-1">
                  <code class="min-w-0">{id}</code>
                  <CopyButton compact text={id} label={m.incoming_settings_copy_id()} />
                </dd>
              </dl>
            </div>
          </Section>
          <Section title={m.incoming_target()}>
            <div class="flex max-w-2xl flex-col gap-5 p-4">
              <TargetFields {...fields} />
              {isRetargeted && <Note tone="warn">{m.incoming_settings_retargeted()}</Note>}
              {mappingError && (
                <Note tone="bad" alert>
                  {m.incoming_mapping_refused({ message: mappingError })}
                </Note>
              )}
            </div>
          </Section>
          <Section title={m.incoming_settings_verification()}>
            <div class="flex max-w-2xl flex-col gap-5 p-4">
              <SenderField {...fields} />
              <VerificationFields
                {...fields}
                hasSecret={draft.kind === base.data.verification.kind && base.data.verification.hasSecret}
              />
              {draft.kind !== 'none' && draft.kind === base.data.verification.kind && (
                <PreviousSecret webhook={base.data} draft={draft} errors={errors} onDraft={change} />
              )}
            </div>
          </Section>
          <Section title={m.incoming_settings_more()}>
            <div class="flex max-w-2xl flex-col gap-5 p-4">
              <AdvancedFields {...fields} />
            </div>
          </Section>
        </div>
      </fieldset>
      {mayWrite && (
        <>
          <div class="mt-4">
            <DangerZone webhook={webhook} url={url} />
          </div>
          <SaveBar
            changes={changes.map((setting) => m.incoming_setting_name({ setting }))}
            problem={form.problem}
            busy={busy}
            stays={staysOnTab}
            onDiscard={form.discard}
          />
        </>
      )}
    </form>
  )
}

const keptMapping = (mapping: IncomingWebhook['mapping'], fields: readonly { name: string }[]) =>
  Object.fromEntries(Object.entries(mapping).filter(([name]) => fields.some((field) => field.name === name)))

/** What the server says about the mapping, which this form does not show. */
const mappingProblem = (errors: FieldErrors): string | undefined => {
  const [path, message] = Object.entries(errors).find(([at]) => at === 'mapping' || at.startsWith('mapping.')) ?? []
  if (path === undefined) return undefined
  return path === 'mapping' ? message : `${path.slice('mapping.'.length)} ${message}`
}

type PreviousSecretProps = {
  webhook: IncomingWebhook
  draft: Draft
  errors: FieldErrors
  onDraft: (patch: Partial<Draft>) => void
}

/** A second secret that is accepted while the sender changes to a new one. */
function PreviousSecret({ webhook, draft, errors, onDraft }: PreviousSecretProps) {
  const { change, text } = draft.previousSecret
  const has = webhook.verification.hasPreviousSecret
  return (
    <>
      <Radios
        stacked
        legend={m.incoming_settings_previous()}
        value={change}
        choices={[
          {
            value: 'keep',
            label: has ? m.incoming_settings_previous_keep() : m.incoming_settings_previous_none(),
            hint: m.incoming_settings_previous_hint(),
          },
          { value: 'set', label: m.incoming_settings_previous_set() },
          ...(has ? [{ value: 'drop' as const, label: m.incoming_settings_previous_drop() }] : []),
        ]}
        onValue={(next) => onDraft({ previousSecret: { change: next, text: '' } })}
      />
      {change === 'set' && (
        <TextField
          label={m.incoming_settings_previous_secret()}
          class="input font-mono"
          autocomplete="off"
          spellcheck={false}
          maxLength={500}
          error={errorAt(errors, 'previousSecret')}
          value={text}
          onValue={(next) => onDraft({ previousSecret: { change, text: next } })}
        />
      )}
    </>
  )
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
        <Action
          title={active ? m.incoming_settings_pause_title() : m.incoming_settings_resume_title()}
          text={active ? m.incoming_settings_pause_text() : m.incoming_settings_resume_text()}
        >
          <Button icon={active ? CirclePause : CirclePlay} busy={busy} onClick={press}>
            {active ? m.incoming_pause() : m.incoming_resume()}
          </Button>
        </Action>
        <Action title={m.incoming_settings_token_title()} text={m.incoming_settings_token_text()}>
          <Button icon={RefreshCw} onClick={() => openIncoming(url, webhook.id, 'regenerate')}>
            {m.incoming_regenerate()}
          </Button>
        </Action>
        <Action title={m.incoming_settings_delete_title()} text={m.incoming_settings_delete_text()}>
          <Button kind="risk" icon={Trash2} onClick={() => openIncoming(url, webhook.id, 'delete')}>
            {m.incoming_delete()}
          </Button>
        </Action>
      </div>
    </Section>
  )
}

const Action = ({ title, text, children }: { title: string; text: string; children: ComponentChildren }) => (
  <div class="flex flex-wrap items-center gap-3 px-4 py-3">
    <div class="mr-auto min-w-0 max-w-2xl flex-1 basis-64">
      <h3>{title}</h3>
      <p class="text-soft">{text}</p>
    </div>
    {children}
  </div>
)
