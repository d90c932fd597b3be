import type { Database } from '../../../platform/db/client.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { type PackedMessage, unpackMessage } from '../../../platform/request-log/message-codec.ts'
import type { LiveFeed } from '../live/live-feed-object.ts'
import { consumeLogs } from './consume.ts'
import { beginAlone, endAlone } from './interrupted-store.ts'
import { setMessageAside } from './set-message-aside.ts'

type Feeds = DurableObjectNamespace<LiveFeed>
type LogMessageOfQueue = Pick<Message, 'id' | 'body' | 'attempts' | 'retry'>

/** The queue drops a message after this many attempts: `max_retries` in wrangler.toml, plus the first attempt. */
const MAX_ATTEMPTS = 11
/** If processing a message alone has started this often without ending, the message itself is the cause. */
const MAX_ALONE = 2
/** After this many failures without a success, the rest of the batch is not tried and comes again. */
const MAX_FAILURES = 3

/**
 * Writes a batch of log messages. New messages are written together; if that fails, one by one, so that a message that
 * cannot be written does not block the others. Redelivered messages are written one by one from the start: their last
 * batch may have ended the runtime, which no code can catch. A message that does so twice while processed alone is set
 * aside.
 */
export async function consumeLogBatch(
  db: Database,
  feeds: Feeds,
  messages: readonly LogMessageOfQueue[],
): Promise<void> {
  const fresh = messages.filter(({ attempts }) => attempts <= 1)
  const again = messages.filter(({ attempts }) => attempts > 1)
  // The only message of its batch may fail as a whole.
  if (messages.length === 1 && fresh[0]) return consumeLogs(db, feeds, [unpackMessage(fresh[0].body as PackedMessage)])
  if (fresh.length === 0 || (await isWritten(db, feeds, fresh))) {
    return oneByOne(again, (message) => writeAlone(db, feeds, message))
  }
  await oneByOne(fresh.length > 1 ? fresh : [], (message) => isWritten(db, feeds, [message]))
  if (fresh.length === 1) fresh[0]?.retry()
  await oneByOne(again, (message) => writeAlone(db, feeds, message))
}

/**
 * Processes messages one by one; those for which `write` returns false are retried by the queue. If it fails from the
 * start, the database is the cause, and the rest is not tried.
 */
async function oneByOne(
  messages: readonly LogMessageOfQueue[],
  write: (message: LogMessageOfQueue) => Promise<boolean>,
): Promise<void> {
  let written = 0
  let failed = 0
  for (const message of messages) {
    const goesOn = written > 0 || failed < MAX_FAILURES
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

/**
 * A row marks the message as in progress and is deleted when processing ends, with or without success. A row that
 * remains shows that the runtime ended.
 */
async function writeAlone(db: Database, feeds: Feeds, { id, body, attempts }: LogMessageOfQueue): Promise<boolean> {
  try {
    const begun = await beginAlone(db, id, Date.now())
    const written = begun <= MAX_ALONE && (await isWritten(db, feeds, [{ body }]))
    if (begun > MAX_ALONE || (!written && attempts >= MAX_ATTEMPTS)) {
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
