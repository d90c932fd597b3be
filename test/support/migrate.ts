import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach } from 'vitest'
import '../../worker/features.ts'
import { settled } from './kit.ts'

// Files share a runtime, because starting one takes longer than most files. Each file finds empty bindings.
await reset()
await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)

afterEach(settled)
