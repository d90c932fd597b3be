import { signal } from '@preact/signals'

/** The current time in ms: updated every ten seconds while the page is visible, and at once when it becomes visible. */
export const now = signal(Date.now())

const tick = () => {
  if (document.visibilityState === 'visible') now.value = Date.now()
}

setInterval(tick, 10_000)
document.addEventListener('visibilitychange', tick)
