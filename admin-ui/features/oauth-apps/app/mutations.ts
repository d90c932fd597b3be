import { useMutation } from '@tanstack/preact-query'
import type { CreateOAuthApp, OAuthApp } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { useIdempotencyKey } from '../../../hooks/use-idempotency-key.ts'
import { m } from '../../../messages/index.ts'
import { toastDone, toastError } from '../../../ui/feedback/toast.ts'
import { useRefresh } from './queries.ts'

/** Creates an app; only this answer contains its secret. */
export function useCreateApp() {
  const refresh = useRefresh()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: CreateOAuthApp) => callApi('POST', '/api/v1/oauth-apps', { body, idempotencyKey: keyFor(body) }),
    // Not awaited: the new app is shown at once, however long the list takes.
    onSuccess: () => void refresh(),
    // Not cached after the dialog is closed, because it contains a secret.
    gcTime: 0,
  })
}

/** Gives an app a new secret. */
export function useRotateSecret() {
  const refresh = useRefresh()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (sent: { id: string; overlapSeconds: number }) =>
      callApi('POST', '/api/v1/oauth-apps/{id}/rotate-secret', {
        params: { id: sent.id },
        body: { overlapSeconds: sent.overlapSeconds },
        idempotencyKey: keyFor(sent),
      }),
    onSettled: () => void refresh(),
    gcTime: 0,
  })
}

/** Deletes an app; it is removed from the list. */
export function useDeleteApp() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id }: OAuthApp) => callApi('DELETE', '/api/v1/oauth-apps/{id}', { params: { id } }),
    onSuccess: (_, { name }) => toastDone(m.oauth_apps_deleted({ name })),
    onError: toastError,
    onSettled: () => void refresh(),
  })
}

/** Disabling and enabling undo each other, so neither needs confirmation. */
export function useEnableDisableApp() {
  const refresh = useRefresh()
  const flip = async (app: OAuthApp, verb: 'disable' | 'enable', offerUndo: boolean) => {
    const { id, name } = app
    try {
      await callApi('POST', `/api/v1/oauth-apps/{id}/${verb}`, { params: { id }, body: {} })
      toastDone(
        verb === 'disable' ? m.oauth_apps_disabled({ name }) : m.oauth_apps_enabled({ name }),
        offerUndo ? () => flip(app, verb === 'disable' ? 'enable' : 'disable', false) : undefined,
      )
    } catch (error) {
      toastError(error)
    }
    await refresh()
  }
  return (app: OAuthApp) => flip(app, app.status === 'active' ? 'disable' : 'enable', true)
}

/** Ends what one user allowed an app, one of its tokens, or everything. */
export function useRevoke() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async ({ app, what }: { app: OAuthApp; what: Revoked }) => {
      const { id } = app
      if (what.kind === 'grant') {
        const params = { id, grantId: what.id }
        await callApi('DELETE', '/api/v1/oauth-apps/{id}/grants/{grantId}', { params })
      } else if (what.kind === 'token') {
        const params = { id, tokenId: what.id }
        await callApi('DELETE', '/api/v1/oauth-apps/{id}/tokens/{tokenId}', { params })
      } else await callApi('DELETE', '/api/v1/oauth-apps/{id}/tokens', { params: { id } })
    },
    onSuccess: (_, { app, what }) =>
      toastDone(
        what.kind === 'grant'
          ? m.oauth_apps_grant_revoked({ name: what.name })
          : what.kind === 'token'
            ? m.oauth_apps_token_revoked({ name: what.name })
            : m.oauth_apps_all_revoked({ name: app.name }),
      ),
    onSettled: () => refresh(),
  })
}

/** What is revoked; `name`: of the user. */
export type Revoked = { kind: 'grant' | 'token'; id: string; name: string } | { kind: 'all' }
