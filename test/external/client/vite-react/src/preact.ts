import { Gatehouse } from '@gatehouse/client'
import { GatehouseProvider, useApiKeys } from '@gatehouse/client/preact'
import { createElement } from 'preact'

/** Never called: it is compiled against Preact 10. */
export function Keys() {
  const { data } = useApiKeys()
  return createElement('p', null, data?.data.map(({ name }) => name).join())
}

export const tree = createElement(GatehouseProvider, { client: new Gatehouse() }, createElement(Keys, null))
