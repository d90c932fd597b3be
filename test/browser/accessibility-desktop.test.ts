import { describe } from 'vitest'
import { soundPagesAt } from './sound-pages.ts'
import { DESKTOP } from './visit.ts'

describe('on a desktop, light and dark', () => soundPagesAt(DESKTOP))
