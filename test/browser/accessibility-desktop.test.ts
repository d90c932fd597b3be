import { describe } from 'vitest'
import { testPagesAt } from './a11y-pages.ts'
import { DESKTOP } from './visit.ts'

describe('on a desktop, light and dark', () => testPagesAt(DESKTOP))
