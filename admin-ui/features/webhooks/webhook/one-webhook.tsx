import type { ComponentChildren } from 'preact'
import type { Webhook } from '../../../../client/src/generated.ts'
import { DialogOf } from '../../../ui/dialog-of.tsx'
import { words } from './page-words.ts'
import { useWebhook } from './queries.ts'

type OneWebhookProps = {
  id: string
  /** Title of the dialog while the webhook is loading. */
  title: string
  size?: 'wide'
  onClose: () => void
  children: (webhook: Webhook) => ComponentChildren
}

/** A dialog about the current state of a webhook. */
export function OneWebhook({ id, ...rest }: OneWebhookProps) {
  return <DialogOf query={useWebhook(id)} gone={words().gone} {...rest} />
}
