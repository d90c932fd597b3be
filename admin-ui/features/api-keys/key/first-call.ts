import { callApi } from '../../../api/call-api.ts'
import { eventLogHref } from '../../../format/links.ts'
import { m } from '../../../messages/index.ts'
import { toastEvent } from '../../../ui/feedback/toast.ts'

const EVERY_MS = 4000
/** Somebody who has not called by then does something else. */
const FOR_MS = 15 * 60_000

/** Shows a toast on any page when a key that was just created is first used. */
export async function announceFirstCall({ id, name }: { id: string; name: string }): Promise<void> {
  const end = Date.now() + FOR_MS
  while (Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
    if (document.visibilityState === 'hidden') continue
    try {
      const key = await callApi('GET', '/api/v1/api-keys/{id}', { params: { id } })
      if (key.status !== 'active') return
      if (key.lastUsedAt === null) continue
      toastEvent(`first call ${id}`, m.api_keys_first_call({ name }), {
        href: eventLogHref({ key: id }),
        text: m.api_keys_first_call_open(),
      })
      return
    } catch {
      // Signed out, deleted or offline: the toast is a courtesy.
      return
    }
  }
}
