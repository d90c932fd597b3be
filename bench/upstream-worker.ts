import { createServer } from 'node:net'
import { parentPort } from 'node:worker_threads'

/** An upstream that costs as little as possible: it answers each GET with 1 KB of JSON, and reads nothing but its end. */
const BODY = JSON.stringify({
  posts: Array.from({ length: 20 }, (_, id) => ({ id, title: `Post number ${id}`, by: 'ada' })),
})
const ANSWER = Buffer.from(
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`,
)
const END = '\r\n\r\n'

const server = createServer({ noDelay: true }, (socket) => {
  let rest = ''
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    rest += chunk
    for (let at = rest.indexOf(END); at !== -1; at = rest.indexOf(END)) {
      rest = rest.slice(at + END.length)
      socket.write(ANSWER)
    }
  })
  socket.on('error', () => socket.destroy())
})
server.listen(0, '127.0.0.1', () => parentPort?.postMessage(server.address()))
