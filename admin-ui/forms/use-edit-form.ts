import { useMutation } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import type { Versioned } from '../../client/src/request.ts'
import { isVersionConflict } from '../api/call-api.ts'
import { m } from '../messages/index.ts'
import { toastDone } from '../ui/feedback/toast.ts'
import type { useDraft } from './use-draft.ts'

type EditForm<T, C, D extends object> = {
  /** The data with which the form started, and its version. */
  initial: Versioned<T>
  /** Reads the current version. */
  read: () => Promise<Versioned<T>>
  /** Saves a change of the version that was read. */
  write: (change: C, ifMatch: string | null) => Promise<T>
  form: Pick<ReturnType<typeof useDraft<D>>, 'takeOver' | 'refuse'>
  draftOf: (it: T) => D
  nameOf: (it: T) => string
  /** Refreshes the rest of the screen after a change. */
  refresh: () => unknown
  onClose: () => void
}

/**
 * Saves the changes of a form. A change that somebody else saved in between is never overwritten: on a version conflict
 * the form reads the current data and continues from there.
 */
export function useEditForm<T, C extends object, D extends object>(edit: EditForm<T, C, D>) {
  const { initial, read, write, form, draftOf, nameOf, refresh, onClose } = edit
  const [base, setBase] = useState(initial)
  const update = useMutation({
    mutationFn: (change: C) => write(change, base.etag),
    onSuccess: refresh,
  })
  const goOn = async () => {
    const stands = await read()
    form.takeOver(draftOf(base.data), draftOf(stands.data))
    setBase(stands)
  }
  const close = (said: string) => {
    toastDone(said)
    onClose()
  }
  return {
    base: base.data,
    busy: update.isPending,
    /** Sends only the given fields, and closes the form. */
    save: (change: C) => {
      if (Object.keys(change).length === 0) return close(m.edit_form_no_change())
      update.mutate(change, {
        onSuccess: (saved) => close(m.edit_form_saved({ name: nameOf(saved) })),
        onError: (error) => (isVersionConflict(error) ? goOn().catch(form.refuse) : form.refuse(error)),
      })
    },
  }
}
