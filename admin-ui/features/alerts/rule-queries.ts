import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { AlertRulePage, UpdateAlertRules } from '../../../client/src/generated.ts'
import type { Versioned } from '../../../client/src/request.ts'
import type { AlertKind } from '../../../contract/alert-kinds.ts'
import { callApiVersioned, isOutdated } from '../../api/call-api.ts'
import { toastDone, toastError, toastFailed } from '../../ui/toast.ts'
import { words } from './rule-words.ts'

const KEY = ['alert-rules']

/** The rules of all kinds of alerts, with their version. */
export const useRules = () =>
  useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => callApiVersioned('GET', '/api/v1/alert-rules', { signal }),
  })

/** What can be changed of the rule of a kind. */
export type RuleChange = NonNullable<UpdateAlertRules['rules']['auth_failures']>

type Change = { kind: AlertKind; change: RuleChange | null; said: string }

/**
 * Changes a rule as it is seen here. What somebody else changed in between is never overwritten: it is shown instead, and
 * said. One change follows another, each from the version that the one before left.
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
      if (!isOutdated(error)) return toastError(error)
      toastFailed(words().changedMeanwhile)
      await client.invalidateQueries({ queryKey: KEY })
    },
  })
  const changing = change.isPending ? change.variables.kind : null
  return { change: change.mutate, changing }
}
