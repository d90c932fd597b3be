import { useMutation, useQueryClient } from '@tanstack/preact-query'
import { useEffect, useState } from 'preact/hooks'
import type { Organization } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { callApiVersioned, isOutdated } from '../../../api/call-api.ts'
import { type FieldErrors, mergedDraft, refusedFields, useFieldErrors } from '../../../forms/form.ts'
import { explain } from '../../../ui/async-states.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { changeOf, draftOf, type OrganizationDraft, problemsOf } from './organization-draft.ts'
import { words } from './organization-words.ts'

/**
 * The form's state: what it began from, the draft, what is wrong with it, and how it is saved. A change that somebody
 * else saved in between is never overwritten: theirs is taken over where this person changed nothing.
 */
export function useOrganizationForm(organization: Organization, etag: string | null) {
  const t = words()
  const client = useQueryClient()
  const [base, setBase] = useState<Versioned<Organization>>({ data: organization, etag })
  const [draft, setDraft] = useState(() => draftOf(organization))
  const [problem, setProblem] = useState('')
  const [errors, setErrors, container] = useFieldErrors()
  const change = changeOf(base.data, draft)
  const dirty = Object.keys(change).length > 0

  /** Goes on from settings that stand now, and keeps what was typed since `before`. */
  const goOn = (from: Versioned<Organization>, before: OrganizationDraft) => {
    setBase(from)
    setDraft((typed) => mergedDraft(before, draftOf(from.data), typed))
    setErrors({})
  }
  useEffect(() => {
    // What is read again in the background must not take away what somebody is typing.
    if (!dirty && etag !== base.etag) goOn({ data: organization, etag }, draft)
  }, [etag, dirty])

  const save = useMutation({
    mutationFn: (_sent: OrganizationDraft) =>
      callApiVersioned('PATCH', '/api/v1/organization', { body: change, ifMatch: base.etag }),
    onSuccess: async (fresh, sent) => {
      goOn(fresh, sent)
      toastDone(t.saved)
      client.setQueryData(['organization'], fresh)
      await client.invalidateQueries({ queryKey: ['me'] })
    },
    onError: async (error) => {
      if (isOutdated(error)) {
        goOn(await callApiVersioned('GET', '/api/v1/organization'), draftOf(base.data))
        return setProblem(t.conflict)
      }
      const refused = refusedFields(error)
      setErrors(refused)
      setProblem(Object.keys(refused).length > 0 ? t.checkFields : explain(error).text)
    },
  })
  const submit = () => {
    if (!dirty || save.isPending) return
    const found: FieldErrors = Object.fromEntries(
      Object.entries(problemsOf(draft)).map(([path, name]) => [path, t[name]]),
    )
    setErrors(found)
    setProblem('')
    if (Object.keys(found).length === 0) save.mutate(draft)
  }
  return {
    draft,
    errors,
    problem,
    container,
    dirty,
    busy: save.isPending,
    change: (patch: Partial<OrganizationDraft>) => setDraft((before) => ({ ...before, ...patch })),
    discard: () => {
      setDraft(draftOf(base.data))
      setErrors({})
      setProblem('')
    },
    submit,
  }
}
