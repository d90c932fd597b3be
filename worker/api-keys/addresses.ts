import ipaddr from 'ipaddr.js'

export type AddressRange = [ipaddr.IPv4 | ipaddr.IPv6, number]

/** An address or a CIDR range, read once; an IPv4 address mapped into IPv6 counts as IPv4. Throws on other text. */
export function parseRange(text: string): AddressRange {
  if (text.includes('/')) return ipaddr.parseCIDR(text)
  const address = ipaddr.process(text)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}

/** Whether `ip` lies in one of the ranges; an address that cannot be read lies in none. */
export function isAllowed(ranges: readonly AddressRange[], ip: string): boolean {
  if (!ipaddr.isValid(ip)) return false
  const address = ipaddr.process(ip)
  return ranges.some(([start, bits]) => {
    if (address instanceof ipaddr.IPv4) return start instanceof ipaddr.IPv4 && address.match(start, bits)
    return start instanceof ipaddr.IPv6 && address.match(start, bits)
  })
}
