import { useCan } from '../../hooks/me.ts'
import type { UrlState } from '../../hooks/url-state.ts'
import { later } from '../../ui/lazy.tsx'
import { EventDrawer } from './event-drawer.tsx'

const CreateEventDialog = later(() => import('./event-form.tsx').then((it) => it.CreateEventDialog))
const EditEventDialog = later(() => import('./event-form.tsx').then((it) => it.EditEventDialog))
const DeleteEventDialog = later(() => import('./delete-event-dialog.tsx').then((it) => it.DeleteEventDialog))

/** The dialog that the address names, or the event that it opens. */
export function EventDialogs({ url }: { url: UrlState }) {
  const mayWrite = useCan('events:write')
  const { dialog, event } = url.query
  const close = () => url.close('dialog', 'event')
  if (mayWrite && dialog === 'define') return <CreateEventDialog onClose={close} />
  if (!event) return null
  if (mayWrite && dialog === 'edit-event') return <EditEventDialog key={event} type={event} onClose={close} />
  if (mayWrite && dialog === 'delete-event') return <DeleteEventDialog key={event} type={event} onClose={close} />
  return <EventDrawer key={event} type={event} url={url} onClose={close} />
}
