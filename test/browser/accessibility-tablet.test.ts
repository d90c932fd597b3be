import { describe } from 'vitest'
import { testPagesAt } from './a11y-pages.ts'
import { TABLET } from './visit.ts'

describe('on a tablet, light and dark', () => testPagesAt(TABLET))
