import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { OAuthAppWithSecret } from '../../../../client/src/generated.ts'
import { CollapsibleSection } from '../../../forms/collapsible-section.tsx'
import { EnvironmentField, NameFields } from '../../../forms/common-fields.tsx'
import { FormDialog } from '../../../forms/draft-form.tsx'
import { errorAt } from '../../../forms/form.ts'
import { environmentOf } from '../../../hooks/environment.ts'
import { m } from '../../../messages/index.ts'
import { useCreateApp } from '../app/mutations.ts'
import { FlowFields, LinkFields, MORE, RedirectField, ScopesField, TypeField } from './app-fields.tsx'
import { creationOf, newDraft } from './draft.ts'
import { useAppForm } from './use-app-form.ts'

type CreateDialogProps = {
  /** Loads what shows the new secret, before it is made. */
  prepare: () => Promise<void>
  onClose: () => void
  onCreated: (app: OAuthAppWithSecret) => void
}

/** Creates an OAuth app. */
export function CreateDialog({ prepare, onClose, onCreated }: CreateDialogProps) {
  const { query } = useLocation()
  const [initial] = useState(() => newDraft(environmentOf(query) || 'live'))
  const form = useAppForm(initial)
  const create = useCreateApp()
  const { draft, errors, change } = form
  const fields = { draft, errors, onDraft: change }
  const submit = () => {
    if (!form.check()) return
    const body = creationOf(draft)
    prepare().then(() => create.mutate(body, { onSuccess: onCreated, onError: form.refuse }), form.refuse)
  }
  return (
    <FormDialog
      title={m.oauth_apps_form_create_title()}
      submit={m.oauth_apps_create()}
      form={form}
      busy={create.isPending}
      panel
      onClose={onClose}
      onSubmit={submit}
    >
      <NameFields
        {...fields}
        labels={{
          name: m.oauth_apps_name(),
          nameHint: m.oauth_apps_form_name_hint(),
          descriptionHint: m.oauth_apps_form_description_hint(),
        }}
      />
      <TypeField {...fields} />
      <RedirectField {...fields} />
      <ScopesField {...fields} />
      <EnvironmentField
        value={draft.environment}
        errors={errors}
        labels={{
          legend: m.oauth_apps_form_environment(),
          liveHint: m.oauth_apps_form_live_hint(),
          testHint: m.oauth_apps_form_test_hint(),
        }}
        onValue={(environment) => change({ environment })}
      />
      <CollapsibleSection
        title={m.oauth_apps_form_more()}
        lead={m.oauth_apps_form_more_inside()}
        wrong={MORE.some((path) => errorAt(errors, path))}
      >
        <LinkFields {...fields} />
        <FlowFields {...fields} />
      </CollapsibleSection>
    </FormDialog>
  )
}
