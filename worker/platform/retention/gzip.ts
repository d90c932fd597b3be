import { utf8 } from '../lib/crypto/encoding.ts'

/** Compresses text while it is written: only the compressed output is in memory. */
export function gzipText(): { write: (text: string) => Promise<void>; finish: () => Promise<Uint8Array> } {
  const { readable, writable } = new CompressionStream('gzip')
  const writer = writable.getWriter()
  // Starts reading at once: the stream accepts no more input while its output is not read.
  const whole = new Response(readable).bytes()
  return {
    write: (text) => writer.write(utf8(text)),
    finish: async () => {
      await writer.close()
      return whole
    },
  }
}
