import { signal } from '@preact/signals'

/** The present, in ms: it ticks every ten seconds while the page is visible, and at once when it comes back. */
export const now = signal(Date.now())

const tick = () => {
  if (document.visibilityState === 'visible') now.value = Date.now()
}

setInterval(tick, 10_000)
document.addEventListener('visibilitychange', tick)
