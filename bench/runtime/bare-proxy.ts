/** The minimum of a proxy: the same path at another origin, and the answer as it comes. */

type BareEnv = { UPSTREAM: string }

export default {
  fetch(request: Request, env: BareEnv): Promise<Response> {
    const { pathname, search } = new URL(request.url)
    return fetch(env.UPSTREAM + pathname + search, request)
  },
}
