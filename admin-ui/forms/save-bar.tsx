import { type Stays, useLeaveGuard } from '../hooks/leave-guard.tsx'
import { m } from '../messages/index.ts'
import { Button } from '../ui/button.tsx'
import { Note } from '../ui/feedback/note.tsx'
import { DiscardQuestion, useDiscardQuestion } from './discard.ts'

type SaveBarProps = {
  /** The names of what was changed and is not saved; the bar is only there while there are any. */
  changes: readonly string[]
  /** Why it could not be saved. */
  problem: string
  busy: boolean
  /** Addresses at which the form is still there; default: all of the page. */
  stays?: Stays
  onDiscard: () => void
}

/**
 * The end of a form on a page: what is not saved yet, and the buttons that discard or save it. It stands at the bottom
 * of the window only while something is unsaved, and leaving the page asks first. The form submits it.
 */
export function SaveBar({ changes, problem, busy, stays, onDiscard }: SaveBarProps) {
  const { asking, answer } = useLeaveGuard(changes.length > 0, stays)
  useDiscardQuestion(changes.length > 0)
  if (changes.length === 0) return null
  const names = changes.join(', ')
  return (
    <>
      {/* Keeps the end of the form above the bar. */}
      <div class="h-20" />
      <section
        class="save-bar fixed inset-x-0 bottom-0 z-21 border-t border-line bg-surface px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] shadow-[0_-6px_20px_#11161d0a] sm:left-14 sm:z-14 sm:px-5 lg:left-55 lg:px-7"
        aria-label={m.save_bar_label()}
      >
        {problem && (
          <div class="mb-3">
            <Note tone="bad" alert>
              {problem}
            </Note>
          </div>
        )}
        <div class="flex items-center gap-2 max-sm:flex-wrap">
          <p class="mr-auto min-w-0 truncate max-sm:w-full" title={names} role="status">
            <span class="font-medium">{m.save_bar_unsaved()}</span> <span class="text-soft">{names}</span>
          </p>
          <Button class="max-sm:flex-1" onClick={onDiscard}>
            {m.draft_form_discard()}
          </Button>
          <Button class="max-sm:flex-1" type="submit" kind="primary" busy={busy}>
            {m.draft_form_save()}
          </Button>
        </div>
      </section>
      {asking && (
        <DiscardQuestion
          text={m.save_bar_leave({ names })}
          onKeep={() => answer(false)}
          onDiscard={() => answer(true)}
        />
      )}
    </>
  )
}
