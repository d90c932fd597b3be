import { useMutation } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import type { Versioned } from '../../client/src/request.ts'
import { isOutdated } from '../api/call-api.ts'
import { defineWords } from '../format/language.ts'
import { toastDone } from '../ui/toast.ts'
import type { useDraft } from './draft-form.tsx'

const editWords = defineWords({
  noChange: 'Nothing has changed.',
  saved: (name: string) => `${name} is saved.`,
})

type EditForm<T, C, D extends object> = {
  /** What the form began from, and its version. */
  initial: Versioned<T>
  /** Reads the current version. */
  read: () => Promise<Versioned<T>>
  /** Saves a change of the version that was read. */
  write: (change: C, ifMatch: string | null) => Promise<T>
  form: Pick<ReturnType<typeof useDraft<D>>, 'takeOver' | 'refuse'>
  draftOf: (it: T) => D
  nameOf: (it: T) => string
  /** What a change does to the rest of the screen. */
  refresh: () => unknown
  onClose: () => void
}

/**
 * Saves what a form changed of the thing it began from. A change that somebody else saved in between is never
 * overwritten: one that comes too late reads what stands now, and the form goes on from there.
 */
export function useEditForm<T, C extends object, D extends object>(edit: EditForm<T, C, D>) {
  const { initial, read, write, form, draftOf, nameOf, refresh, onClose } = edit
  const t = editWords()
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
    /** Sends what is named in the change and nothing else, and closes the form. */
    save: (change: C) => {
      if (Object.keys(change).length === 0) return close(t.noChange)
      update.mutate(change, {
        onSuccess: (saved) => close(t.saved(nameOf(saved))),
        onError: (error) => (isOutdated(error) ? goOn().catch(form.refuse) : form.refuse(error)),
      })
    },
  }
}
