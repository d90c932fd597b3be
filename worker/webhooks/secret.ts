import type { Config } from '../env.ts'
import { openText, sealText } from '../lib/sealing.ts'

const SEALED_SECRET = 'webhook signing secret'

export const sealSecret = (config: Config, secret: string): Promise<Uint8Array<ArrayBuffer>> =>
  sealText(config.dataKeys, SEALED_SECRET, secret)

type Stored = {
  sealedSecret: Uint8Array<ArrayBuffer>
  previousSecret: Uint8Array<ArrayBuffer> | null
  previousUntil: number | null
}

/** The secrets that sign at `now`, the current one first; while a rotation overlaps, the one before it too. */
export async function signingSecrets(config: Config, stored: Stored, now: number): Promise<string[]> {
  const overlaps = stored.previousSecret !== null && (stored.previousUntil ?? 0) > now
  const sealed = [stored.sealedSecret, ...(overlaps && stored.previousSecret ? [stored.previousSecret] : [])]
  return Promise.all(
    sealed.map(async (one) => {
      const secret = await openText(config.dataKeys, SEALED_SECRET, one)
      if (secret === null) throw new Error('a signing secret cannot be opened with any data key')
      return secret
    }),
  )
}
