import { parentPort } from 'node:worker_threads'
import { Receiver } from './receiver.ts'

parentPort?.postMessage((await Receiver.start()).url)
