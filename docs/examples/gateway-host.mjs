// A product behind the gateway of Gatehouse. It trusts the identity that Gatehouse has signed for it, and nothing else.
// Start it with GATEHOUSE_URL (where callers reach Gatehouse) and PORT.
import { createServer } from 'node:http'
import { createRemoteJWKSet, jwtVerify } from 'jose'

const { GATEHOUSE_URL, PORT = '3000' } = process.env
const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', GATEHOUSE_URL))
const posts = [{ id: 1, title: 'Hello', author: 'user_17' }] // Your own data.

const server = createServer(async (request, response) => {
  const answer = (status, body) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  const identity = request.headers['x-gatehouse-identity'] ?? ''
  // The origin of this route's upstream: a token for another upstream is refused.
  const audience = `http://127.0.0.1:${server.address().port}`
  const verified = await jwtVerify(identity, keys, { issuer: GATEHOUSE_URL, audience, algorithms: ['ES256'] }).catch(
    () => null,
  )
  if (!verified) return answer(401, { error: 'Call this API through the gateway.' })

  const { ownerId, environment } = verified.payload // Its route has checked the scopes.
  if (environment === 'test') return answer(200, { posts: [] }) // Test keys see test data.
  if (request.method !== 'POST') return answer(200, { posts })
  const { title } = JSON.parse(Buffer.concat(await request.toArray()).toString())
  posts.push({ id: posts.length + 1, title, author: ownerId })
  answer(201, posts.at(-1))
}).listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
