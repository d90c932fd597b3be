import { describe } from 'vitest'
import { soundPagesAt } from './a11y-pages.ts'
import { TABLET } from './visit.ts'

describe('on a tablet, light and dark', () => soundPagesAt(TABLET))
