import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { AlertKind } from '../../../contract/alert-kinds.ts'
import type { AlertRule, RuleChange, UpdateAlertRules } from '../../../contract/alert-rules.ts'
import type { Page } from '../../../contract/common.ts'
import { ApiError, getTagged, sendTagged, type Tagged } from '../../api.ts'
import { toastDone, toastFailed } from '../../ui/toast.ts'
import { sayWhy } from '../../ui/toast-error.ts'
import { words } from './rule-words.ts'

const PATH = '/api/v1/alert-rules'
const KEY = ['alert-rules']

type Rules = Tagged<Page<AlertRule>>

/** How alerts of each kind are told, with the version of it. */
export const useRules = () =>
  useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => getTagged<Page<AlertRule>>(PATH, undefined, signal),
  })

type Change = { kind: AlertKind; change: RuleChange | null; said: string }

/**
 * Changes a rule as it is seen here. What somebody else changed in between is never overwritten: it is shown instead, and
 * said. One change follows another, each from the version that the one before left.
 */
export function useChangeRule() {
  const client = useQueryClient()
  const change = useMutation({
    scope: { id: 'alert-rules' },
    mutationFn: ({ kind, change }: Change) => {
      const body: UpdateAlertRules = { rules: { [kind]: change } }
      return sendTagged<Page<AlertRule>>('PATCH', PATH, body, { ifMatch: client.getQueryData<Rules>(KEY)?.etag })
    },
    onSuccess: (fresh, { said }) => {
      client.setQueryData(KEY, fresh)
      toastDone(said)
    },
    onError: async (error) => {
      if (!(error instanceof ApiError && error.status === 412)) return sayWhy(error)
      toastFailed(words().changedMeanwhile)
      await client.invalidateQueries({ queryKey: KEY })
    },
  })
  const changing = change.isPending ? change.variables.kind : null
  return { change: change.mutate, changing }
}
