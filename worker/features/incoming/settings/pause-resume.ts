import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { type ChangedIncoming, changeIncoming, type IncomingTransition } from './change.ts'
import { requireTarget } from './require-target.ts'

/** Pauses an incoming webhook: once this returns, every request is refused, and senders may try again later. */
export async function pauseIncoming(
  deps: Deps,
  actor: Actor,
  id: string,
  expectedVersion: IfMatch,
): Promise<ChangedIncoming> {
  requireScope(actor, 'incoming:write')
  const transition: IncomingTransition = {
    action: 'incoming_webhook.paused',
    decide: ({ status }) => (status === 'active' ? { status: 'paused' } : null),
  }
  return changeIncoming(deps, actor, id, transition, expectedVersion)
}

/** Resumes a paused incoming webhook. Throws `forbidden` without the scope for what it writes. */
export async function resumeIncoming(
  deps: Deps,
  actor: Actor,
  id: string,
  expectedVersion: IfMatch,
): Promise<ChangedIncoming> {
  requireScope(actor, 'incoming:write')
  const transition: IncomingTransition = {
    action: 'incoming_webhook.resumed',
    decide: ({ status, target, module }) => {
      requireTarget(actor, { target, module }, 'resume an incoming webhook')
      return status === 'paused' ? { status: 'active' } : null
    },
  }
  return changeIncoming(deps, actor, id, transition, expectedVersion)
}
