import type { GatewayRoute } from '../../../../client/src/generated.ts'
import { ROUTE_LIMITS } from '../../../../contract/gateway.data.ts'

type Cors = NonNullable<GatewayRoute['cors']>

/** Which pages of other origins may call a route, while the user types. */
export type CorsDraft = {
  on: boolean
  origins: string[]
  headers: string[]
  exposedHeaders: string[]
  maxAgeSeconds: string
  /** Not in the form; kept as it is. */
  methods: NonNullable<Cors['methods']>
}

/** The draft of what is stored; null: no page of another origin may call the route. */
export const corsDraftOf = (cors: Cors | null): CorsDraft => ({
  on: cors !== null,
  origins: cors?.origins ?? [],
  headers: cors?.headers ?? [],
  exposedHeaders: cors?.exposedHeaders ?? [],
  maxAgeSeconds: String(cors?.maxAgeSeconds ?? ROUTE_LIMITS.corsMaxAgeSeconds.default),
  methods: cors?.methods ?? [],
})

/** What is stored. */
export const corsOf = ({ on, origins, headers, exposedHeaders, maxAgeSeconds, methods }: CorsDraft): Cors | null =>
  on ? { origins, methods, headers, exposedHeaders, maxAgeSeconds: Number(maxAgeSeconds) } : null

const isOrigin = (text: string): boolean =>
  text === '*' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text)

/** What is wrong with the origins. */
export function originProblem({ on, origins }: CorsDraft): 'needOrigin' | 'badOrigin' | null {
  if (!on) return null
  if (origins.length === 0) return 'needOrigin'
  return origins.every(isOrigin) ? null : 'badOrigin'
}
