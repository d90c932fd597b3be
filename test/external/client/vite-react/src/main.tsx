import { Gatehouse } from '@gatehouse/client'
import { GatehouseProvider, useApiKeys, useCreateApiKey, usePages } from '@gatehouse/client/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'

function Keys() {
  const { data, error } = useApiKeys({ status: 'active' }, { staleTime: 1_000 })
  const pages = usePages('listApiKeys', { limit: 1 })
  const create = useCreateApiKey()
  if (error) return <p>{error.code}</p>
  return (
    <>
      <ul>
        {data?.data.map((key) => (
          <li key={key.id}>{key.name}</li>
        ))}
      </ul>
      <p>{pages.data?.pages.length ?? 0} pages</p>
      <button type="button" onClick={() => create.mutate({ body: { name: 'From React', scopes: ['users:read'] } })}>
        Create
      </button>
    </>
  )
}

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={new QueryClient()}>
      <GatehouseProvider client={new Gatehouse()}>
        <Keys />
      </GatehouseProvider>
    </QueryClientProvider>,
  )
}
