import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { AlertRulePage, UpdateAlertRules } from '../../../client/src/generated.ts'
import type { Versioned } from '../../../client/src/request.ts'
import type { AlertKind } from '../../../contract/alerts.data.ts'
import { callApiVersioned, isVersionConflict } from '../../api/call-api.ts'
import { m } from '../../messages/index.ts'
import { toastDone, toastError, toastFailed } from '../../ui/feedback/toast.ts'

const KEY = ['alert-rules']

/** The rules of all kinds of alerts, with their version. */
export const useRules = () =>
  useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => callApiVersioned('GET', '/api/v1/alert-rules', { signal }),
  })

/** The settings of a rule that can be changed. */
export type RuleChange = NonNullable<UpdateAlertRules['rules']['auth_failures']>

type Change = { kind: AlertKind; change: RuleChange | null; said: string }

/**
 * Changes a rule. A change that somebody else saved in between is never overwritten: it is shown with a message.
 * Changes run one after the other, each with the version of the one before.
 */
export function useChangeRule() {
  const client = useQueryClient()
  const change = useMutation({
    scope: { id: 'alert-rules' },
    mutationFn: ({ kind, change }: Change) =>
      callApiVersioned('PATCH', '/api/v1/alert-rules', {
        body: { rules: { [kind]: change } },
        ifMatch: client.getQueryData<Versioned<AlertRulePage>>(KEY)?.etag,
      }),
    onSuccess: (fresh, { said }) => {
      client.setQueryData(KEY, fresh)
      toastDone(said)
    },
    onError: async (error) => {
      if (!isVersionConflict(error)) return toastError(error)
      toastFailed(m.alert_rules_conflict())
      await client.invalidateQueries({ queryKey: KEY })
    },
  })
  const changing = change.isPending ? change.variables.kind : null
  return { change: change.mutate, changing }
}
