import { randomBytes } from 'node:crypto'

/** What a frame carries (RFC 6455, section 5.2). */
export type Frame = { opcode: number; payload: Buffer; isLast: boolean }

export const TEXT = 1
export const CLOSE = 8
export const PING = 9
export const PONG = 10

/** More than any message of the live log. */
const LONGEST = 16 * 1024 * 1024

/** A frame of a client, which is always masked. */
export function frameOf(opcode: number, payload: Buffer): Buffer {
  const mask = randomBytes(4)
  const { length } = payload
  const head =
    length < 126
      ? Buffer.from([0x80 | opcode, 0x80 | length])
      : Buffer.from([0x80 | opcode, 0x80 | 126, length >> 8, length & 255])
  return Buffer.concat([head, mask, payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0))])
}

/**
 * Collects the bytes of a server, and returns the frames that are complete.
 *
 * @throws Error for a frame that is too long
 */
export class FrameReader {
  #bytes = Buffer.alloc(0)

  read(chunk: Buffer): Frame[] {
    this.#bytes = Buffer.concat([this.#bytes, chunk])
    const frames: Frame[] = []
    for (let frame = this.#next(); frame; frame = this.#next()) frames.push(frame)
    return frames
  }

  #next(): Frame | null {
    const bytes = this.#bytes
    const [first, second] = bytes
    if (first === undefined || second === undefined) return null
    const short = second & 0x7f
    const start = short === 126 ? 4 : short === 127 ? 10 : 2
    if (bytes.length < start) return null
    const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short
    if (length > LONGEST) throw new Error('The message is too long')
    if (bytes.length < start + length) return null
    this.#bytes = bytes.subarray(start + length)
    return { opcode: first & 15, payload: bytes.subarray(start, start + length), isLast: (first & 0x80) !== 0 }
  }
}
