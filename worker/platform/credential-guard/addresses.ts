import ipaddr from 'ipaddr.js'

export type AddressRange = [ipaddr.IPv4 | ipaddr.IPv6, number]

/**
 * Parses an IP address or a CIDR range. IPv4-mapped IPv6 (RFC 4291, section 2.5.5.2) counts as IPv4, ranges too:
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

/** Bits before the IPv4 address in an IPv4-mapped IPv6 address. */
const MAPPED_BITS = 96

/** Whether every address of a range is in another range. */
export function isRangeWithin([start, bits]: AddressRange, [outer, outerBits]: AddressRange): boolean {
  if (bits < outerBits) return false
  if (start instanceof ipaddr.IPv4) return outer instanceof ipaddr.IPv4 && start.match(outer, outerBits)
  return outer instanceof ipaddr.IPv6 && start.match(outer, outerBits)
}

/** Whether `ip` is in one of the ranges; an invalid address is in none. */
export function isAllowed(ranges: readonly AddressRange[], ip: string): boolean {
  if (!ipaddr.isValid(ip)) return false
  const address = ipaddr.process(ip)
  return ranges.some(([start, bits]) => {
    if (address instanceof ipaddr.IPv4) return start instanceof ipaddr.IPv4 && address.match(start, bits)
    return start instanceof ipaddr.IPv6 && address.match(start, bits)
  })
}
