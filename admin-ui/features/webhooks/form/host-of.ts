/** The host of an address, for words; the address itself when it has none. */
export const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url)
