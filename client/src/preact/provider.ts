import { type ComponentChildren, createContext, createElement, type JSX } from 'preact'
import { useContext } from 'preact/hooks'
import type { Gatehouse } from '../gatehouse.ts'

/** What the hooks need of a client. */
export type Caller = Pick<Gatehouse, 'call'>

const ClientContext = createContext<Caller | null>(null)

/** Gives the hooks below it a client. It stands inside the `QueryClientProvider` of TanStack Query. */
export function GatehouseProvider(props: { client: Caller; children?: ComponentChildren }): JSX.Element {
  return createElement(ClientContext.Provider, { value: props.client }, props.children)
}

/** The client of the nearest `GatehouseProvider`. */
export function useGatehouse(): Caller {
  const client = useContext(ClientContext)
  if (!client) throw new Error('There is no <GatehouseProvider> around this component')
  return client
}
