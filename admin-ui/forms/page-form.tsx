import type { ComponentChildren, RefObject } from 'preact'
import type { Stays } from '../hooks/leave-guard.tsx'
import { SaveBar } from './save-bar.tsx'

type SubmitFormProps = { class?: string | undefined; onSubmit: () => void; children: ComponentChildren }

/** A form on a page. Ctrl+Enter submits it from anywhere in it. */
export const SubmitForm = ({ class: className, onSubmit, children }: SubmitFormProps) => (
  <form
    class={className}
    noValidate
    onSubmit={(event) => {
      event.preventDefault()
      onSubmit()
    }}
    onKeyDown={(event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      onSubmit()
    }}
  >
    {children}
  </form>
)

type PageFormProps = {
  form: {
    container: RefObject<HTMLDivElement | null>
    problem: string
    onBlur: () => void
    discard: () => void
  }
  class?: string
  /** The names of what was changed and is not saved. */
  changes: readonly string[]
  busy: boolean
  /** Addresses at which the form is still there. */
  stays: Stays
  /** For users who may only read: nothing can be changed or saved. */
  readOnly?: boolean
  /** Called if something was changed. */
  onSubmit: () => void
  /** After the fields; not disabled with them. */
  after?: ComponentChildren
  children: ComponentChildren
}

/**
 * Settings that are edited on their page and saved together: errors show when a field is left, Ctrl+Enter saves, and a bar names
 * what is not saved.
 */
export function PageForm(props: PageFormProps) {
  const { form, class: className, changes, busy, stays, readOnly = false, onSubmit, after, children } = props
  return (
    <SubmitForm class={className} onSubmit={() => !readOnly && changes.length > 0 && onSubmit()}>
      <fieldset disabled={readOnly} class="contents">
        <div ref={form.container} class="flex flex-col gap-4" onFocusOut={form.onBlur}>
          {children}
        </div>
      </fieldset>
      {after && <div class="mt-4 flex flex-col gap-4">{after}</div>}
      {!readOnly && (
        <SaveBar changes={changes} problem={form.problem} busy={busy} stays={stays} onDiscard={form.discard} />
      )}
    </SubmitForm>
  )
}
