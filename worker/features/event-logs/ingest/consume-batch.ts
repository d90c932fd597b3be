import type { Database } from '../../../platform/db/client.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { type PackedMessage, unpackMessage } from '../../../platform/request-log/message-codec.ts'
import type { LiveFeed } from '../live/live-feed-object.ts'
import { consumeLogs } from './consume.ts'
import { beginAlone, endAlone } from './interrupted-store.ts'
import { setMessageAside } from './set-message-aside.ts'

type Feeds = DurableObjectNamespace<LiveFeed>
type LogMessageOfQueue = Pick<Message, 'id' | 'body' | 'attempts' | 'retry'>

/** After so many attempts the queue would give a message up: `max_retries` in wrangler.toml, and the first. */
const MOST_ATTEMPTS = 11
/** How often processing a message alone may end without an end being seen: then the message itself is the cause. */
const MOST_ALONE = 2
/** After so many failures without a success the others are not tried: they come again. */
const MOST_FAILURES = 3

/**
 * Writes a batch of messages of the log. New ones are written together; if that fails, one by one, so that a message that
 * cannot be written takes none of its batch along. Those that come again are written one by one at once: the batch that
 * they were in may have ended the runtime, which nobody can catch. One that does so twice alone is set aside.
 */
export async function consumeLogBatch(
  db: Database,
  feeds: Feeds,
  messages: readonly LogMessageOfQueue[],
): Promise<void> {
  const fresh = messages.filter(({ attempts }) => attempts <= 1)
  const again = messages.filter(({ attempts }) => attempts > 1)
  // Alone in its batch, it may fail as a whole.
  if (messages.length === 1 && fresh[0]) return consumeLogs(db, feeds, [unpackMessage(fresh[0].body as PackedMessage)])
  if (fresh.length === 0 || (await isWritten(db, feeds, fresh))) {
    return oneByOne(again, (message) => writeAlone(db, feeds, message))
  }
  await oneByOne(fresh.length > 1 ? fresh : [], (message) => isWritten(db, feeds, [message]))
  if (fresh.length === 1) fresh[0]?.retry()
  await oneByOne(again, (message) => writeAlone(db, feeds, message))
}

/** Lets those come again that `write` says false of; where it does so from the start, the database is the cause. */
async function oneByOne(
  messages: readonly LogMessageOfQueue[],
  write: (message: LogMessageOfQueue) => Promise<boolean>,
): Promise<void> {
  let written = 0
  let failed = 0
  for (const message of messages) {
    const goesOn = written > 0 || failed < MOST_FAILURES
    if (goesOn && (await write(message))) written++
    else {
      failed++
      message.retry()
    }
  }
}

async function isWritten(db: Database, feeds: Feeds, messages: readonly Pick<Message, 'body'>[]): Promise<boolean> {
  try {
    await consumeLogs(
      db,
      feeds,
      messages.map(({ body }) => unpackMessage(body as PackedMessage)),
    )
    return true
  } catch (error) {
    reportError(`${messages.length} messages of the log could not be written`, error)
    return false
  }
}

/** A row says that it is under way, and goes when it ends, well or not: one that stays tells that the runtime ended. */
async function writeAlone(db: Database, feeds: Feeds, { id, body, attempts }: LogMessageOfQueue): Promise<boolean> {
  try {
    const begun = await beginAlone(db, id, Date.now())
    const written = begun <= MOST_ALONE && (await isWritten(db, feeds, [{ body }]))
    if (begun > MOST_ALONE || (!written && attempts >= MOST_ATTEMPTS)) {
      await setMessageAside(db, id, body as PackedMessage, begun)
      return true
    }
    await endAlone(db, id)
    return written
  } catch (error) {
    reportError('a message of the log could not be written alone', error)
    return false
  }
}
