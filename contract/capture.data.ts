/** Normalizes a name for comparison: `X-Api-Key`, `x_api_key` and `xApiKey` are the same. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
