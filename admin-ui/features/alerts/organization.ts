import { useQuery } from '@tanstack/preact-query'
import { callApiVersioned } from '../../api/call-api.ts'
import { useLacks } from '../../hooks/me.ts'

/**
 * The settings of the organization, for users who may see them: the address for alerts, and days that rules use. It
 * is asked for before the user is known, so that no rule says something else first.
 */
export const useOrganization = () =>
  useQuery({
    queryKey: ['organization'],
    queryFn: ({ signal }) => callApiVersioned('GET', '/api/v1/organization', { signal }),
    enabled: !useLacks('organization:read'),
  })
