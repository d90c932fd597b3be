/**
 * Addresses that programs ask for: what is not there answers 404 as JSON. All others are the dashboard's
 * (docs/decisions/0025-near-misses.md).
 */
const PROGRAM_PATHS =
  /^\/(?:(?:api|API|Api|v1|gateway|mcp)(?:\/|$)|(?:v2|rest|\.well-known|oauth)\/|graphql|rpc|health|livez|readyz|openapi|swagger|status\.json$)/

/** Whether a path is answered by the API, and not by a file or a page of the dashboard. */
export const isProgramPath = (path: string): boolean => PROGRAM_PATHS.test(path)
