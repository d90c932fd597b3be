import { useMutation } from '@tanstack/preact-query'
import { useEffect, useRef } from 'preact/hooks'
import type { Versioned } from '../../client/src/request.ts'
import { isVersionConflict } from '../api/call-api.ts'
import type { useDraft } from './use-draft.ts'

type PageForm<T, C extends object, D extends object> = {
  /** The data on which the form is based, and its version. */
  base: Versioned<T>
  onBase: (base: Versioned<T>) => void
  /** The newest data that is known. While nothing is edited, the form takes it over. */
  latest: Versioned<T> | undefined
  read: () => Promise<Versioned<T>>
  write: (change: C, ifMatch: string | null) => Promise<Versioned<T>>
  form: Pick<ReturnType<typeof useDraft<D>>, 'draft' | 'touched' | 'rebase' | 'takeOver' | 'refuse'>
  draftOf: (it: T) => D
  changeOf: (it: T, draft: D) => C
  onSaved: (it: T) => void
}

/**
 * Saves a form that stays on its page. A change that somebody else saved in between is never overwritten: on a version
 * conflict the form takes their values over where this user did not edit, and says so.
 */
export function usePageForm<T, C extends object, D extends object>(page: PageForm<T, C, D>) {
  const { base, onBase, latest, form, draftOf, changeOf } = page
  const { draft } = form
  /** What was taken over, or is older than what was. */
  const seen = useRef(latest)
  const newest = useRef(latest)
  newest.current = latest
  const goOn = (from: Versioned<T>) => {
    onBase(from)
    // What was read before this is older.
    seen.current = newest.current
  }
  useEffect(() => {
    // What is read again in the background must not discard edits.
    if (!latest || form.touched || latest === seen.current) return
    if (latest.etag !== base.etag) form.rebase(draft, draftOf(latest.data))
    goOn(latest)
  }, [latest, form.touched])
  const save = useMutation({
    mutationFn: (sent: D) => page.write(changeOf(base.data, sent), base.etag),
    onSuccess: (saved, sent) => {
      // What was typed while it was saved stays.
      form.rebase(sent, draftOf(saved.data))
      goOn(saved)
      page.onSaved(saved.data)
    },
    onError: async (error) => {
      if (!isVersionConflict(error)) return form.refuse(error)
      try {
        const stands = await page.read()
        form.takeOver(draftOf(base.data), draftOf(stands.data))
        goOn(stands)
      } catch (failure) {
        form.refuse(failure)
      }
    },
  })
  return { busy: save.isPending, save: () => save.isPending || save.mutate(draft) }
}
