import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { TestProject } from 'vitest/node'

/**
 * A receiver outside the runtime under test: what arrives there has really been sent. It has a thread of its own,
 * because the main one compiles modules, and an endpoint that answers late counts as slow.
 */
export default async function setup(project: TestProject): Promise<() => Promise<unknown>> {
  const thread = new Worker(new URL('./receiver-thread.ts', import.meta.url))
  const [{ receiver, documents, upstream }] = await once(thread, 'message')
  project.provide('receiver', receiver)
  project.provide('documents', documents)
  project.provide('upstream', upstream)
  return () => thread.terminate()
}
