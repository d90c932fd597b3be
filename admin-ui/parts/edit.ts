import { useState } from 'preact/hooks'
import { ApiError, getTagged, type Tagged } from '../api.ts'
import { defineWords } from './language.ts'

/** What is said when two people change the same thing. */
export const editWords = defineWords({
  conflict:
    'Somebody else changed this meanwhile. The fields you left alone now show theirs; yours are kept. Look them through, then save again.',
})

/** Whether a change was refused because somebody else's came first (412). */
export const isOutdated = (error: unknown): boolean => error instanceof ApiError && error.status === 412

export const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** A form over something that has moved on: what this person typed since `before`, and elsewhere what stands now. */
export function mergedDraft<D extends object>(before: D, stands: D, typed: D): D {
  const mine = Object.entries(typed).filter(([name, value]) => !same(value, Reflect.get(before, name)))
  return { ...stands, ...Object.fromEntries(mine) }
}

type Form<D> = {
  /** Goes on from what somebody else saved meanwhile (`stands`), and keeps what was typed since `before`. */
  takeOver: (before: D, stands: D) => void
  refuse: (error: unknown) => void
}

/**
 * What a form began from, and its version: a change that somebody else saved in between is never overwritten. When a
 * change comes too late, `refused` reads what stands at `path` now and has the form go on from there.
 */
export function useBase<T, D extends object>(read: Tagged<T>, path: string, draftOf: (it: T) => D, form: Form<D>) {
  const [base, setBase] = useState(read)
  const goOn = async () => {
    const stands = await getTagged<T>(path)
    form.takeOver(draftOf(base.data), draftOf(stands.data))
    setBase(stands)
  }
  return {
    base: base.data,
    ifMatch: base.etag,
    refused: (error: unknown) => (isOutdated(error) ? goOn().catch(form.refuse) : form.refuse(error)),
  }
}
