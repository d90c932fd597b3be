import { Trash2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Module, UpdateModule } from '../../../../client/src/generated.ts'
import { callApiVersioned } from '../../../api/call-api.ts'
import { formatInstant } from '../../../format/language.ts'
import { MODULES_VIEW } from '../../../format/links.ts'
import { NameRows } from '../../../forms/name-rows.tsx'
import { PageForm } from '../../../forms/page-form.tsx'
import { SettingCard, SettingRow } from '../../../forms/setting-row.tsx'
import { staysWith } from '../../../forms/stays.ts'
import { useDraft } from '../../../forms/use-draft.ts'
import { usePageForm } from '../../../forms/use-page-form.ts'
import { useCan } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { lazy } from '../../../ui/page/lazy.tsx'
import { ActionRow, Section } from '../../../ui/page/section.tsx'
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

const stays = staysWith('module', 'tab')

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
    <>
      <PageForm
        class="mt-3 max-w-4xl"
        form={form}
        changes={changes}
        busy={busy}
        stays={stays}
        readOnly={!mayWrite}
        onSubmit={() => form.showErrors(problems(draft)) && save()}
        after={
          mayWrite && (
            <Section title={m.records_danger()}>
              <ActionRow title={m.records_delete_button()} text={m.records_danger_text()}>
                <Button kind="risk" icon={Trash2} onClick={() => url.open({ dialog: 'delete-module' })}>
                  {m.records_delete_open()}
                </Button>
              </ActionRow>
            </Section>
          )
        }
      >
        <h2 class="sr-only">{m.records_tab_name({ tab: 'settings' })}</h2>
        <SettingCard title={m.records_settings_general()}>
          <NameRows {...{ draft, errors }} labels={{ name: m.records_module_name() }} onDraft={change} />
          <SettingRow label={m.records_module_slug()} hint={m.records_slug_fixed()}>
            <code class="wrap-anywhere">{slug}</code>
          </SettingRow>
          <SettingRow label={m.records_created()}>
            {formatInstant(new Date(module.createdAt))}
            {module.createdBy && ` · ${module.createdBy}`}
          </SettingRow>
        </SettingCard>
      </PageForm>
      {mayWrite && url.query.dialog === 'delete-module' && (
        <DeleteModuleDialog module={module} onClose={close} onDeleted={() => url.leave({ view: MODULES_VIEW })} />
      )}
    </>
  )
}
