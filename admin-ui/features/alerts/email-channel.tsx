import { Mail } from 'lucide-preact'
import type { AlertRule } from '../../../client/src/generated.ts'
import { m } from '../../messages/index.ts'
import { Note } from '../../ui/feedback/note.tsx'
import { settingsHref } from '../../ui/page/feature.ts'
import { useOrganization } from './organization.ts'

type EmailChannelProps = { rules: readonly AlertRule[]; mailConfigured: boolean }

/** Where alerts are sent by email, or what is missing so that the rules that ask for email send any. */
export function EmailChannel({ rules, mailConfigured }: EmailChannelProps) {
  const organization = useOrganization().data?.data
  if (!organization) return null
  const { alertEmail } = organization
  const isWanted = rules.some(({ enabled, byEmail }) => enabled && byEmail)
  if (mailConfigured && alertEmail) {
    return (
      <p class="flex items-center gap-1.5 border-b border-line px-4 py-3 text-soft">
        <Mail size={14} class="flex-none text-faint" aria-hidden="true" />
        <span class="min-w-0 truncate">{m.alert_rules_email_to({ address: alertEmail })}</span>
        <a class="link ml-1" href={settingsHref('general')}>
          {m.alert_rules_email_change()}
        </a>
      </p>
    )
  }
  if (!isWanted) return null
  return (
    <div class="border-b border-line p-3">
      <Note tone="warn">
        <p class="font-medium">{m.alert_rules_email_off()}</p>
        {!alertEmail && (
          <p>
            {m.alert_rules_email_no_address()}{' '}
            <a class="link" href={settingsHref('general')}>
              {m.alert_rules_email_set()}
            </a>
          </p>
        )}
        {!mailConfigured && <p>{m.alert_rules_email_not_configured()}</p>}
      </Note>
    </div>
  )
}
