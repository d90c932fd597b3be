// workerd compares secrets by a function that Node has under another name: unit tests of pure modules run in Node.
import { timingSafeEqual } from 'node:crypto'

if (!('timingSafeEqual' in crypto.subtle)) {
  Object.defineProperty(crypto.subtle, 'timingSafeEqual', {
    value: (a: Uint8Array, b: Uint8Array) => timingSafeEqual(a, b),
  })
}
