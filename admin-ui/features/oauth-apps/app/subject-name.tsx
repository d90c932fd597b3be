import { AppWindow, Globe, User } from 'lucide-preact'
import type { OAuthGrant } from '../../../../client/src/generated.ts'
import { m } from '../../../messages/index.ts'

const ICONS = { person: User, external: Globe, app: AppWindow }

/** For whom a grant is: a member, a user of the host product, or the app itself. */
export function SubjectName({ subject: { type, id, name } }: { subject: OAuthGrant['subject'] }) {
  const Icon = ICONS[type]
  const kind = m.oauth_apps_subject_name({ type })
  return (
    <span class="flex min-w-0 items-center gap-1.5" title={`${name} (${id})`}>
      <Icon size={14} class="flex-none text-faint" aria-hidden="true" />
      {type !== 'app' && <span class="sr-only">{kind}: </span>}
      <span class="truncate">{type === 'app' ? kind : name}</span>
    </span>
  )
}
