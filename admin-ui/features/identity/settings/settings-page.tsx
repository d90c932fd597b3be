import { useQuery } from '@tanstack/preact-query'
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { missingScopes } from '../../../../contract/scopes.data.ts'
import { SubmitForm } from '../../../forms/page-form.tsx'
import { SaveBar } from '../../../forms/save-bar.tsx'
import { useMe } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import {
  type PageProps,
  SETTINGS_GROUPS,
  type SettingsSection,
  settingsHref,
  useFeatures,
} from '../../../ui/page/feature.ts'
import { GuardedPage } from '../../../ui/page/guarded-page.tsx'
import { isSetting, type OrganizationSection, sectionsOf } from './organization-draft.ts'
import { settingName } from './organization-rows.tsx'
import { formSection, OWN_SECTIONS } from './sections.tsx'
import { OrganizationFormProvider, useOrganizationForm, useOrganizationSettings } from './use-organization-form.ts'

/** The settings, one section at a time: those of the organization, of other features, and of the user. */
export function SettingsPage({ title, scope }: PageProps) {
  const { query, route } = useLocation()
  const { sections, isComplete } = useSections()
  // One of another feature may not be known yet.
  const first = query.section && !isComplete ? undefined : sections[0]
  const shown = sections.find(({ name }) => name === query.section) ?? first
  const form = useOrganizationForm((errors) => {
    const [first, ...others] = sectionsOf(Object.keys(errors))
    const here = shown && formSection(shown.name)
    // A field that cannot be saved may be in a section that is not shown.
    if (first && !(here && [first, ...others].includes(here))) route(settingsHref(first))
  })
  return (
    <GuardedPage title={title} scope={scope}>
      <OrganizationFormProvider value={form}>
        <SubmitForm onSubmit={() => form.submit()}>
          <div class="grid gap-x-6 gap-y-4 sm:grid-cols-[10.5rem_minmax(0,1fr)] lg:grid-cols-[12rem_minmax(0,47.5rem)] lg:gap-x-10">
            <SectionList sections={sections} shown={shown} />
            {shown && (
              <ShownSection key={shown.name} section={shown}>
                {formSection(shown.name) ? (
                  <OrganizationPart>
                    <shown.component />
                  </OrganizationPart>
                ) : (
                  <shown.component />
                )}
              </ShownSection>
            )}
          </div>
          <SaveBar
            changes={Object.keys(form.change).filter(isSetting).map(settingName)}
            problem={form.problem}
            busy={form.busy}
            onDiscard={form.discard}
          />
        </SubmitForm>
      </OrganizationFormProvider>
    </GuardedPage>
  )
}

/** The sections that the user may see. Until the user is known, all of them: the API refuses what they may not see. */
function useSections(): { sections: SettingsSection[]; isComplete: boolean } {
  const me = useMe()
  const features = useFeatures()
  const loaded = useQuery({
    queryKey: ['settings-sections'],
    queryFn: async () => (await Promise.all(features.map(({ settingsSections }) => settingsSections?.() ?? []))).flat(),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  const others = loaded.data ?? []
  const isSeen = ({ anyScope }: SettingsSection) =>
    !me || !anyScope || anyScope.some((scope) => missingScopes(me.scopes, [scope]).length === 0)
  const sections = SETTINGS_GROUPS.flatMap((group) =>
    [...OWN_SECTIONS, ...others].filter((section) => section.group === group && isSeen(section)),
  )
  return { sections, isComplete: !loaded.isPending }
}

type SectionListProps = { sections: readonly SettingsSection[]; shown: SettingsSection | undefined }

/** The links to the sections, at the left; on a phone in a row that scrolls. A dot marks what is not saved. */
function SectionList({ sections, shown }: SectionListProps) {
  const { change, errors } = useOrganizationSettings()
  const changed = sectionsOf(Object.keys(change))
  const wrong = sectionsOf(Object.keys(errors))
  return (
    <nav
      aria-label={m.settings_label()}
      class="max-sm:-mx-4 max-sm:flex max-sm:gap-1 max-sm:overflow-x-auto max-sm:px-4 max-sm:[scrollbar-width:none] sm:sticky sm:top-[calc(var(--header)+1.25rem)] sm:-ml-2.5 sm:self-start"
    >
      {SETTINGS_GROUPS.map((group) => {
        const members = sections.filter((section) => section.group === group)
        if (members.length === 0) return null
        return (
          <div key={group} class="max-sm:contents sm:not-first:mt-3">
            <p class="flex h-6 items-center px-2.5 text-xs font-medium text-faint max-sm:sr-only">
              {m.settings_group_name({ group })}
            </p>
            {members.map((section) => {
              const own: OrganizationSection | null = formSection(section.name)
              return (
                <SectionLink
                  key={section.name}
                  section={section}
                  here={section === shown}
                  mark={own && wrong.has(own) ? 'bad' : own && changed.has(own) ? 'info' : null}
                />
              )
            })}
          </div>
        )
      })}
    </nav>
  )
}

function SectionLink(props: { section: SettingsSection; here: boolean; mark: 'bad' | 'info' | null }) {
  const { section, here, mark } = props
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (here) link.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [here])
  return (
    <a
      ref={link}
      href={settingsHref(section.name)}
      class={`nav-link max-sm:flex-none ${here ? 'bg-tint! text-primary!' : ''}`}
      aria-current={here ? 'page' : undefined}
    >
      <section.icon size={16} class="flex-none" aria-hidden="true" />
      <span class="truncate">{section.label()}</span>
      {mark && (
        <span class={`dot ml-auto ${mark === 'info' ? 'bg-primary!' : ''}`} data-tone={mark}>
          <span class="sr-only">{mark === 'bad' ? m.settings_has_errors() : m.settings_has_changes()}</span>
        </span>
      )}
    </a>
  )
}

function ShownSection({ section, children }: { section: SettingsSection; children: ComponentChildren }) {
  const id = useId()
  return (
    <section class="min-w-0" aria-labelledby={id}>
      <h2 id={id}>{section.label()}</h2>
      {section.lead && <p class="mt-0.5 text-soft">{section.lead()}</p>}
      <div class="mt-4 grid gap-4">{children}</div>
    </section>
  )
}

/** A section with settings of the organization: the state of loading, and who may change them. */
function OrganizationPart({ children }: { children: ComponentChildren }) {
  const form = useOrganizationSettings()
  const known = useMe() !== undefined
  const fields = (
    <div ref={form.container} class="grid gap-4" onFocusOut={form.onBlur}>
      {children}
    </div>
  )
  const waiting = (
    <div class="invisible" inert>
      {fields}
    </div>
  )
  return (
    <Loaded query={form.query} waiting={waiting}>
      {() =>
        known && form.isLoaded ? (
          <>
            {form.readOnly && <Note>{m.settings_read_only()}</Note>}
            {fields}
          </>
        ) : (
          waiting
        )
      }
    </Loaded>
  )
}
