import { useCan } from '../../hooks/me.ts'
import { m } from '../../messages/index.ts'
import type { AlertLink } from './alert-links.ts'

type AlertLinkButtonProps = { link: AlertLink; title: string; small?: boolean }

/** A link to the cause of an alert; nothing for users without its scope. */
export function AlertLinkButton({ link: { to, href, scope }, title, small }: AlertLinkButtonProps) {
  if (!useCan(scope)) return null
  const label = m.alerts_link_name({ link: to })
  return (
    <a class="btn" data-small={small || undefined} href={href} aria-label={m.alerts_about({ action: label, title })}>
      {label}
    </a>
  )
}
