import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach } from 'vitest'
import '../../worker/features.ts'
import { settled } from './kit.ts'

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)

afterEach(settled)
