import { benchProgram } from './lib/bench.ts'
import { main } from './lib/main.ts'

await main(() => benchProgram('soak'))
