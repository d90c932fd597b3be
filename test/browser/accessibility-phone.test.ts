import { describe } from 'vitest'
import { soundPagesAt } from './a11y-pages.ts'
import { PHONE } from './visit.ts'

describe('on a phone, light and dark', () => soundPagesAt(PHONE))
