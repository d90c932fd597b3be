import { member, objectAt, textAt } from '../document/json-access.ts'
import type { Resolver } from '../document/resolver.ts'

const MAX_SERVERS = 20
const MAX_URL = 1000

/** The URLs of the servers of a document, a path or an operation, with the defaults of their variables. Null: it names none. */
export function serversOf(resolver: Resolver, holder: unknown): string[] | null {
  const list = member(holder, 'servers')
  if (!Array.isArray(list)) return null
  const urls = list.slice(0, MAX_SERVERS).flatMap((one) => urlOf(resolver, one) ?? [])
  return urls.length > 0 ? urls : null
}

function urlOf(resolver: Resolver, server: unknown): string | null {
  resolver.charge(10)
  const template = textAt(server, 'url')?.trim()
  if (!template) return null
  const variables = objectAt(server, 'variables')
  const url = template.slice(0, MAX_URL).replaceAll(/\{([^{}]{1,100})\}/g, (whole, name: string) => {
    const value = member(member(variables, name), 'default')
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole
  })
  return url.slice(0, MAX_URL)
}

/** Whether a server is a whole URL to which paths can be added, and not one below the place of the document. */
export const isAbsolute = (url: string): boolean => /^(https?:\/\/|service:)/i.test(url) && !/[{}?#]/.test(url)
