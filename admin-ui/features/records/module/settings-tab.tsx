import { Trash2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Module, UpdateModule } from '../../../../client/src/generated.ts'
import { MAX_DESCRIPTION, MAX_NAME } from '../../../../contract/common.data.ts'
import { callApiVersioned } from '../../../api/call-api.ts'
import { formatInstant } from '../../../format/language.ts'
import { MODULES_VIEW } from '../../../format/links.ts'
import { SaveBar } from '../../../forms/save-bar.tsx'
import { SettingCard, SettingRow } from '../../../forms/setting-row.tsx'
import { useDraft } from '../../../forms/use-draft.ts'
import { usePageForm } from '../../../forms/use-page-form.ts'
import type { Stays } from '../../../hooks/leave-guard.tsx'
import { useCan } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { lazy } from '../../../ui/page/lazy.tsx'
import { Section } from '../../../ui/page/section.tsx'
import { readModule, useRefreshModules } from '../modules/queries.ts'
import type { TabProps } from '../modules/routes.ts'

const DeleteModuleDialog = lazy(() => import('./delete-dialogs.tsx').then((it) => it.DeleteModuleDialog))

type Draft = Pick<Module, 'name' | 'description'>

const draftOf = ({ name, description }: Module): Draft => ({ name, description })
const changeOf = (it: Draft, draft: Draft): UpdateModule => ({
  ...(draft.name.trim() !== it.name && { name: draft.name.trim() }),
  ...(draft.description.trim() !== it.description && { description: draft.description.trim() }),
})
const problems = ({ name }: Draft): Record<string, string> =>
  name.trim() ? {} : { name: m.records_problem({ problem: 'needName' }) }

/** Dialogs over this tab of this module do not lose what is not saved. */
const stays: Stays = (to, from) =>
  to.pathname === from.pathname &&
  ['module', 'tab'].every((name) => to.searchParams.get(name) === from.searchParams.get(name))

/** The name and the description of a module, edited in place, and its end. */
export function SettingsTab({ module, read, url }: TabProps) {
  const mayWrite = useCan('modules:write')
  const [base, setBase] = useState(read)
  const form = useDraft(draftOf(base.data), { problems })
  const { draft, errors, change } = form
  const refresh = useRefreshModules()
  const { slug } = module
  const { busy, save } = usePageForm({
    base,
    onBase: setBase,
    latest: read,
    read: () => readModule(slug),
    write: (body, ifMatch) => callApiVersioned('PATCH', '/api/v1/modules/{slug}', { params: { slug }, body, ifMatch }),
    form,
    draftOf,
    changeOf,
    onSaved: ({ name }) => {
      toastDone(m.edit_form_saved({ name }))
      void refresh()
    },
  })
  const changes = [
    draft.name.trim() !== base.data.name && m.records_module_name(),
    draft.description.trim() !== base.data.description && m.fields_description(),
  ].filter((name) => name !== false)
  const close = () => url.close('dialog')
  return (
    <form
      class="mt-3 max-w-4xl"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (changes.length > 0 && form.showErrors(problems(draft))) save()
      }}
    >
      <h2 class="sr-only">{m.records_tab_name({ tab: 'settings' })}</h2>
      <div ref={form.container} class="flex flex-col gap-4" onFocusOut={form.onBlur}>
        <SettingCard title={m.records_settings_general()}>
          <SettingRow label={m.records_module_name()} error={errors.name}>
            {mayWrite
              ? (control) => (
                  <input
                    {...control}
                    class="input"
                    type="text"
                    required
                    autocomplete="off"
                    maxLength={MAX_NAME}
                    value={draft.name}
                    onInput={(event) => change({ name: event.currentTarget.value })}
                  />
                )
              : module.name}
          </SettingRow>
          <SettingRow label={m.fields_description()} error={errors.description}>
            {mayWrite
              ? (control) => (
                  <textarea
                    {...control}
                    class="input"
                    rows={3}
                    maxLength={MAX_DESCRIPTION}
                    value={draft.description}
                    onInput={(event) => change({ description: event.currentTarget.value })}
                  />
                )
              : module.description}
          </SettingRow>
          <SettingRow label={m.records_module_slug()} hint={m.records_slug_fixed()}>
            <code class="wrap-anywhere">{slug}</code>
          </SettingRow>
          <SettingRow label={m.records_created()}>
            {formatInstant(new Date(module.createdAt))}
            {module.createdBy && ` · ${module.createdBy}`}
          </SettingRow>
        </SettingCard>
        {mayWrite && (
          <Section title={m.records_danger()}>
            <div class="flex flex-wrap items-center gap-3 px-4 py-3">
              <div class="mr-auto min-w-0 max-w-2xl flex-1 basis-64">
                <h3>{m.records_delete_button()}</h3>
                <p class="text-soft">{m.records_danger_text()}</p>
              </div>
              <Button kind="risk" icon={Trash2} onClick={() => url.open({ dialog: 'delete-module' })}>
                {m.records_delete_open()}
              </Button>
            </div>
          </Section>
        )}
      </div>
      <SaveBar changes={changes} problem={form.problem} busy={busy} stays={stays} onDiscard={form.discard} />
      {mayWrite && url.query.dialog === 'delete-module' && (
        <DeleteModuleDialog module={module} onClose={close} onDeleted={() => url.leave({ view: MODULES_VIEW })} />
      )}
    </form>
  )
}
