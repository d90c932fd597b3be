import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import type { Organization } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { callApiVersioned, isVersionConflict } from '../../../api/call-api.ts'
import { type FieldErrors, refusedFields } from '../../../forms/form.ts'
import { useDraft } from '../../../forms/use-draft.ts'
import { useLacks, useMe } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { changeOf, draftOf, type OrganizationDraft, problemsOf } from './organization-draft.ts'

/** Stands for the settings while they load, so that their sections have their height. */
const UNKNOWN: Organization = {
  id: '',
  slug: '',
  createdAt: new Date(0).toISOString(),
  name: '',
  timeZone: 'UTC',
  plan: 'free',
  planLimits: { perMinute: null, perHour: null, perDay: null },
  keysInQuery: false,
  leakAction: 'disable',
  captureBodies: false,
  redactNames: [],
  logRetentionDays: 30,
  deliveryRetentionDays: 30,
  auditRetentionDays: 365,
  archiveLogs: true,
  unusedAfterDays: 30,
  rotationReminderDays: null,
  expiryWarningDays: 7,
  alertEmail: null,
}

const errorsOf = (draft: OrganizationDraft): FieldErrors =>
  Object.fromEntries(
    Object.entries(problemsOf(draft)).map(([path, problem]) => [path, m.settings_problem({ problem })]),
  )

/**
 * The settings of the organization in one form, for all sections that show some of them: what was typed in one stays
 * when another is shown. A change that somebody else saved in between is never overwritten: their values are taken over
 * in fields that this user did not edit.
 *
 * @param onErrors called with the errors of a form that could not be saved, by the paths of their fields
 */
export function useOrganizationForm(onErrors: (errors: FieldErrors) => void) {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: ['organization'],
    queryFn: ({ signal }) => callApiVersioned('GET', '/api/v1/organization', { signal }),
  })
  const [base, setBase] = useState<Versioned<Organization>>(() => query.data ?? { data: UNKNOWN, etag: null })
  const form = useDraft(draftOf(base.data), { problems: errorsOf })
  const { draft } = form
  const change = changeOf(base.data, draft)
  const isDirty = Object.keys(change).length > 0
  const isLoaded = base.data !== UNKNOWN

  const goOn = (from: Versioned<Organization>, before: OrganizationDraft) => {
    setBase(from)
    form.rebase(before, draftOf(from.data))
  }
  useEffect(() => {
    // A background refetch must not discard edits.
    if (query.data && !isDirty && query.data.etag !== base.etag) goOn(query.data, draft)
  }, [query.data?.etag, isDirty])

  const save = useMutation({
    mutationFn: (_sent: OrganizationDraft) =>
      callApiVersioned('PATCH', '/api/v1/organization', { body: change, ifMatch: base.etag }),
    onSuccess: async (fresh, sent) => {
      goOn(fresh, sent)
      toastDone(m.settings_saved())
      client.setQueryData(['organization'], fresh)
      await client.invalidateQueries({ queryKey: ['me'] })
    },
    onError: async (error) => {
      if (isVersionConflict(error)) {
        const stands = await callApiVersioned('GET', '/api/v1/organization')
        form.takeOver(draftOf(base.data), draftOf(stands.data))
        return setBase(stands)
      }
      onErrors(refusedFields(error))
      form.refuse(error)
    },
  })
  const submit = () => {
    if (!isDirty || save.isPending) return
    const found = errorsOf(draft)
    onErrors(found)
    if (form.showErrors(found)) save.mutate(draft)
  }
  return {
    query,
    organization: base.data,
    isLoaded,
    readOnly: useLacks('organization:write'),
    isOwner: useMe()?.role === 'owner',
    draft,
    /** What was changed and is not saved. */
    change,
    errors: form.errors,
    problem: form.problem,
    container: form.container,
    onBlur: form.onBlur,
    busy: save.isPending,
    onDraft: form.change,
    discard: form.discard,
    submit,
  }
}

export type OrganizationForm = ReturnType<typeof useOrganizationForm>

const Form = createContext<OrganizationForm | null>(null)

/** Provides the form to the sections. */
export const OrganizationFormProvider = Form.Provider

/** The form with the settings of the organization. */
export function useOrganizationSettings(): OrganizationForm {
  const form = useContext(Form)
  if (!form) throw new Error('a section of the organization is outside of the settings')
  return form
}
