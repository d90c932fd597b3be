import { signal } from '@preact/signals'

/** Whether the browser reports a connection. */
export const online = signal(navigator.onLine)

for (const name of ['online', 'offline']) {
  addEventListener(name, () => {
    online.value = navigator.onLine
  })
}
