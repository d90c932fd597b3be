import { commonScopes } from '../../../contract/scopes.data.ts'

/** For a credential that is used through tokens made from it. */
export type TokenTerms = {
  /** Scopes by their place, which tokens name. Only ever appended to. */
  scopes: readonly string[]
  /** Names of tokens, and of families of tokens, that were revoked and could still be valid otherwise. */
  ended: readonly string[]
}

/** What a token says of itself. Whoever asks has verified its MAC. */
export type TokenFacts = {
  /** The names of the token and of its family: it is revoked if one of them is. */
  names: readonly string[]
  /** Ms since 1970. */
  expiresAt: number
  /** Its scopes, as `writeScopeSet` writes them. */
  scopes: string
}

/** Scopes per character: a digit of base 32 has five bits. */
const BITS = 5

/** A selection of scopes as text: one bit for each scope of `all`, in its order. */
export function writeScopeSet(all: readonly string[], chosen: readonly string[]): string {
  let text = ''
  for (let at = 0; at < all.length; at += BITS) {
    let digit = 0
    for (let bit = 0; bit < BITS; bit++) {
      const scope = all[at + bit]
      if (scope !== undefined && chosen.includes(scope)) digit |= 1 << bit
    }
    text += digit.toString(32)
  }
  return text.replace(/0+$/, '')
}

/** The inverse of `writeScopeSet`. Scopes that were appended since are not in it. */
export const readScopeSet = (all: readonly string[], text: string): string[] =>
  all.filter((_, at) => {
    const digit = Number.parseInt(text.charAt(Math.floor(at / BITS)), 32)
    return ((digit >> (at % BITS)) & 1) === 1
  })

/** The scopes of a token: those that it names, as far as its credential holds them now. */
export const scopesOfToken = (held: readonly string[], terms: TokenTerms, token: TokenFacts): string[] =>
  commonScopes(readScopeSet(terms.scopes, token.scopes), held)
