import { useQuery } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import type { ApiKey } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { callApiVersioned } from '../../../api/call-api.ts'
import { usePageForm } from '../../../forms/use-page-form.ts'
import { m } from '../../../messages/index.ts'
import { toastDone } from '../../../ui/feedback/toast.ts'
import type { Draft } from '../form/draft/draft.ts'
import { changeOf, draftOf } from '../form/draft/edit-draft.ts'
import { useKeyForm } from '../form/draft/use-key-form.ts'
import { readApiKey, useRefresh } from '../key/queries.ts'

/** One key with its version, as a form needs it. */
export const useVersionedKey = (id: string) =>
  useQuery({
    queryKey: ['api-keys', 'versioned', id],
    queryFn: ({ signal }) => readApiKey(id, signal),
    gcTime: 0,
  })

const changeNow = (key: ApiKey, draft: Draft) => changeOf(key, draft, Date.now())

/** The settings of a key as a form on its page. */
export function useKeySettings(id: string, latest: Versioned<ApiKey>) {
  const [base, setBase] = useState(latest)
  const form = useKeyForm(draftOf(base.data))
  const refresh = useRefresh()
  const { busy, save } = usePageForm({
    base,
    onBase: setBase,
    latest,
    read: () => readApiKey(id),
    write: (body, ifMatch) => callApiVersioned('PATCH', '/api/v1/api-keys/{id}', { params: { id }, body, ifMatch }),
    form,
    draftOf,
    changeOf: changeNow,
    onSaved: ({ name }) => {
      toastDone(m.edit_form_saved({ name }))
      void refresh()
    },
  })
  const change = form.touched ? changeNow(base.data, form.draft) : {}
  return {
    form,
    key: base.data,
    /** What was changed and is not saved. */
    change,
    busy,
    submit: () => {
      // An expired key may be renamed: its past date is only an error if it was just chosen.
      if (Object.keys(change).length > 0 && form.check('expiresAt' in change ? [] : ['expiresAt'])) save()
    },
  }
}
