import { utf8 } from '../lib/crypto/encoding.ts'

/** Text that is compressed while it is written: in memory is what came out, and never what went in. */
export function gzipText(): { write: (text: string) => Promise<void>; finish: () => Promise<Uint8Array> } {
  const { readable, writable } = new CompressionStream('gzip')
  const writer = writable.getWriter()
  // Read from the beginning: the stream takes nothing more while what came out of it is left lying.
  const whole = new Response(readable).bytes()
  return {
    write: (text) => writer.write(utf8(text)),
    finish: async () => {
      await writer.close()
      return whole
    },
  }
}
