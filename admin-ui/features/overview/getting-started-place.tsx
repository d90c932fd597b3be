import { readStored } from '../../hooks/storage.ts'

/** The name under which the browser remembers that the first steps are over. */
export const STEPS_OVER = 'getting-started-over'

/** On a phone the text of the current step stands below the steps; its height differs. */
export const STEPS_TALL = 'max-md:min-h-104'

/** Keeps the place of the first steps until it is known whether they are shown, so that what follows does not move. */
export const GettingStartedPlace = () =>
  readStored(STEPS_OVER) ? null : <div class={`card mb-5 min-h-51 ${STEPS_TALL}`} aria-hidden="true" />
