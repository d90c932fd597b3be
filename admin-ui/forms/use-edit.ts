import { useMutation } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { getTagged, send, type Tagged } from '../api.ts'
import { defineWords } from '../format/language.ts'
import { toastDone } from '../ui/toast.ts'
import type { useDraft } from './draft-form.tsx'
import { isOutdated } from './edit.ts'

const editWords = defineWords({
  noChange: 'Nothing has changed.',
  saved: (name: string) => `${name} is saved.`,
})

type Edit<T, D extends object> = {
  /** What the form began from, and its version. */
  read: Tagged<T>
  /** Where it is read and changed. */
  path: string
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
export function useEdit<T, D extends object>({ read, path, form, draftOf, nameOf, refresh, onClose }: Edit<T, D>) {
  const t = editWords()
  const [base, setBase] = useState(read)
  const update = useMutation({
    mutationFn: (change: object) => send<T>('PATCH', path, change, { ifMatch: base.etag }),
    onSuccess: refresh,
  })
  const goOn = async () => {
    const stands = await getTagged<T>(path)
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
    save: (change: object) => {
      if (Object.keys(change).length === 0) return close(t.noChange)
      update.mutate(change, {
        onSuccess: (saved) => close(t.saved(nameOf(saved))),
        onError: (error) => (isOutdated(error) ? goOn().catch(form.refuse) : form.refuse(error)),
      })
    },
  }
}
