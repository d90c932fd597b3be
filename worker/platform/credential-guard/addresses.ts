import ipaddr from 'ipaddr.js'

export type AddressRange = [ipaddr.IPv4 | ipaddr.IPv6, number]

/**
 * An address or a CIDR range, read once. IPv4 mapped into IPv6 (RFC 4291, section 2.5.5.2) counts as IPv4, networks too:
 * `::ffff:10.0.0.0/104` is `10.0.0.0/8`. Throws on other text.
 */
export function parseRange(text: string): AddressRange {
  if (text.includes('/')) {
    const [start, bits] = ipaddr.parseCIDR(text)
    const isMapped = start instanceof ipaddr.IPv6 && start.isIPv4MappedAddress() && bits >= MAPPED_BITS
    return isMapped ? [start.toIPv4Address(), bits - MAPPED_BITS] : [start, bits]
  }
  const address = ipaddr.process(text)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}

/** Bits of an IPv6 address before the IPv4 address that is mapped into it. */
const MAPPED_BITS = 96

/** Whether `ip` lies in one of the ranges; an address that cannot be read lies in none. */
export function isAllowed(ranges: readonly AddressRange[], ip: string): boolean {
  if (!ipaddr.isValid(ip)) return false
  const address = ipaddr.process(ip)
  return ranges.some(([start, bits]) => {
    if (address instanceof ipaddr.IPv4) return start instanceof ipaddr.IPv4 && address.match(start, bits)
    return start instanceof ipaddr.IPv6 && address.match(start, bits)
  })
}
