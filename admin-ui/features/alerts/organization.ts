import { useQuery } from '@tanstack/preact-query'
import { callApiVersioned } from '../../api/call-api.ts'
import { useCan } from '../../hooks/me.ts'

/** The settings of the organization, for users who may see them: the address for alerts, and days that rules use. */
export const useOrganization = () =>
  useQuery({
    queryKey: ['organization'],
    queryFn: ({ signal }) => callApiVersioned('GET', '/api/v1/organization', { signal }),
    enabled: useCan('organization:read'),
  })
