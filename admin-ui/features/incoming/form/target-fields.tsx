import type { ComponentChildren } from 'preact'
import type { Module } from '../../../../client/src/generated.ts'
import { INCOMING_ACTIONS } from '../../../../contract/incoming.data.ts'
import { modulesHref } from '../../../format/object-links.ts'
import { Radios } from '../../../forms/choice.tsx'
import { Field, FieldError } from '../../../forms/field.tsx'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { m } from '../../../messages/index.ts'
import { explain } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { useModules } from '../webhook/queries.ts'
import type { Draft } from './draft.ts'

const EventField = lazy(
  () => import('./event-field.tsx').then((it) => it.EventField),
  () => <SkeletonRows rows={1} height="row" />,
)

/** What a request becomes: a record of a module, or an event. */
export function TargetFields(props: FieldsProps<Draft>) {
  const { draft, onDraft } = props
  return (
    <>
      <Radios
        legend={m.incoming_form_target()}
        value={draft.target}
        choices={[
          { value: 'record', label: m.incoming_form_target_record() },
          { value: 'event', label: m.incoming_form_target_event() },
        ]}
        onValue={(target) => onDraft({ target })}
      />
      {draft.target === 'record' ? <RecordFields {...props} /> : <EventField {...props} />}
    </>
  )
}

function RecordFields({ draft, errors, onDraft }: FieldsProps<Draft>) {
  const query = useModules()
  const modules = query.data?.data ?? []
  const module = modules.find(({ slug }) => slug === draft.module)
  if (query.error) return <Note tone="bad">{explain(query.error).text}</Note>
  if (query.data && modules.length === 0) {
    return (
      <Obstacle error={errorAt(errors, 'module')}>
        {m.incoming_form_no_modules()}{' '}
        <a class="link" href={`${modulesHref()}&dialog=create-module`}>
          {m.incoming_form_create_module()}
        </a>
      </Obstacle>
    )
  }
  return (
    <>
      <Field label={m.incoming_form_module()} required error={errorAt(errors, 'module')}>
        {(control) => (
          <select
            {...control}
            class="input"
            value={draft.module}
            onChange={(event) => {
              const next = modules.find(({ slug }) => slug === event.currentTarget.value)
              onDraft({ module: next?.slug ?? '', upsertField: soleUnique(next) })
            }}
          >
            <option value="" disabled>
              {m.incoming_form_choose_module()}
            </option>
            {/* One that was deleted is still what is set. */}
            {draft.module && query.data && !module && <option value={draft.module}>{draft.module}</option>}
            {modules.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name === slug ? name : `${name} (${slug})`}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Radios
        stacked
        legend={m.incoming_form_action()}
        value={draft.action}
        choices={INCOMING_ACTIONS.map((action) => ({
          value: action,
          label: m.incoming_action_name({ action }),
          hint: m.incoming_action_hint({ action }),
        }))}
        onValue={(action) => onDraft({ action })}
      />
      {draft.action !== 'create' && module && <UpsertField module={module} {...{ draft, errors, onDraft }} />}
    </>
  )
}

/** The only unique field of a module; empty if there are none or several. */
function soleUnique(module: Module | undefined): string {
  const [only, ...others] = uniqueFields(module)
  return only && others.length === 0 ? only.name : ''
}

const uniqueFields = (module: Module | undefined) => module?.fields.filter(({ unique }) => unique) ?? []

function UpsertField({ module, draft, errors, onDraft }: FieldsProps<Draft> & { module: Module }) {
  const fields = uniqueFields(module)
  if (fields.length === 0) {
    return (
      <Obstacle error={errorAt(errors, 'upsertField')}>
        {m.incoming_form_no_unique({ module: module.name })}{' '}
        <a class="link" href={`${modulesHref()}&module=${module.slug}&tab=fields`}>
          {m.incoming_form_edit_fields()}
        </a>
      </Obstacle>
    )
  }
  return (
    <Field
      label={m.incoming_form_upsert_field()}
      hint={m.incoming_form_upsert_field_hint()}
      required
      error={errorAt(errors, 'upsertField')}
    >
      {(control) => (
        <select
          {...control}
          class="input"
          value={draft.upsertField}
          onChange={(event) => onDraft({ upsertField: event.currentTarget.value })}
        >
          <option value="" disabled>
            {m.incoming_form_choose_field()}
          </option>
          {fields.map(({ name, label }) => (
            <option key={name} value={name}>
              {label === name ? name : `${label} (${name})`}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** What must be done elsewhere first, in the place of a field; with the error of the field once it was missed. */
const Obstacle = ({ error, children }: { error: string | undefined; children: ComponentChildren }) => (
  <div data-invalid={error ? true : undefined} tabIndex={-1}>
    <Note tone="warn">{children}</Note>
    {error && <FieldError text={error} />}
  </div>
)
