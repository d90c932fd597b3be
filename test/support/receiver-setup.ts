import type { TestProject } from 'vitest/node'
import { Receiver } from './receiver.ts'

/** A receiver outside of the runtime under test: what arrives there has really been sent. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const receiver = await Receiver.start()
  project.provide('receiver', receiver.url)
  return () => receiver.stop()
}
