import { parentPort } from 'node:worker_threads'
import { DocumentHosts } from './document-hosts.ts'
import { Receiver } from './receiver.ts'
import { Upstream } from './upstream.ts'

parentPort?.postMessage({
  receiver: (await Receiver.start()).url,
  documents: await new DocumentHosts().open(),
  upstream: (await Upstream.start()).url,
})
