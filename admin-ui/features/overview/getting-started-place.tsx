import { readStored } from '../../hooks/storage.ts'

/** The name under which the browser remembers whether the first steps are over: yes or no. */
export const STEPS_OVER = 'getting-started-over'

/** On a phone the text of the current step stands below the steps; its height differs. */
export const STEPS_TALL = 'max-md:min-h-104'

/**
 * Stands for the first steps until it is known whether they are shown, so that what follows does not move: it keeps their
 * place if they were shown before. In a browser that does not know, what follows is hidden for that time.
 */
export function GettingStartedPlace() {
  const over = readStored(STEPS_OVER)
  if (over === 'yes') return null
  return over === 'no' ? (
    <div class={`card mb-5 min-h-51 ${STEPS_TALL}`} aria-hidden="true" />
  ) : (
    // Not what is open over it, such as the key that was just created.
    <div class="[&~*]:invisible [&~*_dialog]:visible [&~dialog]:visible" />
  )
}
