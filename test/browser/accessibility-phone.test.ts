import { describe } from 'vitest'
import { testPagesAt } from './a11y-pages.ts'
import { PHONE } from './visit.ts'

describe('on a phone, light and dark', () => testPagesAt(PHONE))
