import { useMutation, useQuery } from '@tanstack/preact-query'
import { useRef, useState } from 'preact/hooks'
import type { OAuthAuthorization } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'

/** Who is asked: a member, under a challenge, or a user of the host product, under what their host gave them. */
export type Asked = { kind: 'member' | 'external'; challenge: string }

/** What an app asks for. */
export function useAuthorization({ kind, challenge }: Asked) {
  const params = { challenge }
  return useQuery<OAuthAuthorization>({
    queryKey: ['oauth-authorization', kind, challenge],
    queryFn: ({ signal }) =>
      kind === 'member'
        ? callApi('GET', '/api/v1/oauth-authorizations/{challenge}', { params, signal })
        : callApi('GET', '/api/v1/oauth-consents/{challenge}', { params, signal }),
    // What is being read must not change under the reader.
    staleTime: Number.POSITIVE_INFINITY,
  })
}

type Decision = { what: 'accept'; scopes: string[] } | { what: 'reject' }

async function send({ kind, challenge }: Asked, decision: Decision): Promise<string> {
  const params = { challenge }
  if (decision.what === 'reject') {
    const rejected =
      kind === 'member'
        ? await callApi('POST', '/api/v1/oauth-authorizations/{challenge}/reject', { params, body: {} })
        : await callApi('POST', '/api/v1/oauth-consents/{challenge}/reject', { params, body: {} })
    return rejected.redirectTo
  }
  const body = decision.scopes.length > 0 ? { scopes: decision.scopes } : {}
  const accepted =
    kind === 'member'
      ? await callApi('POST', '/api/v1/oauth-authorizations/{challenge}/accept', { params, body })
      : await callApi('POST', '/api/v1/oauth-consents/{challenge}/accept', { params, body })
  return accepted.redirectTo
}

/**
 * Allows or refuses, once, and goes where the answer says. The page navigates by itself: a form would be held back by a
 * `form-action` policy where the app's page redirects once more, such as into a native app.
 */
export function useDecision(asked: Asked) {
  const [goesTo, setGoesTo] = useState<string | null>(null)
  const under = useRef(false)
  const mutation = useMutation({
    mutationFn: (decision: Decision) => send(asked, decision),
    onSuccess: (redirectTo) => {
      setGoesTo(redirectTo)
      location.replace(redirectTo)
    },
    onError: () => {
      under.current = false
    },
  })
  return {
    /** Where the browser goes; null before the answer. */
    goesTo,
    busy: mutation.isPending ? mutation.variables.what : null,
    error: mutation.error,
    decide: (decision: Decision) => {
      if (under.current) return
      under.current = true
      mutation.mutate(decision)
    },
  }
}
