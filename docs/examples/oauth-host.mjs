// A product whose users can allow OAuth apps: its sign-in page, which Gatehouse sends them to with ?challenge=.
// Start it with GATEHOUSE_URL, GATEHOUSE_KEY (scopes: oauth:authorize, and those that users may allow) and PORT.
import { createServer } from 'node:http'

const { GATEHOUSE_URL, GATEHOUSE_KEY, PORT = '3000' } = process.env
const users = { marta: { id: 'user_17', name: 'Marta Ionescu' } } // Your own users.

/** Reads, accepts or rejects the authorization that waits under a challenge. */
async function gatehouse(method, challenge, action = '', body = undefined) {
  const path = `/api/v1/oauth-authorizations/${encodeURIComponent(challenge)}${action}`
  const headers = { authorization: `Bearer ${GATEHOUSE_KEY}`, 'content-type': 'application/json' }
  const answer = await fetch(GATEHOUSE_URL + path, { method, headers, body: body && JSON.stringify(body) })
  return { status: answer.status, ...(await answer.json()) }
}

const escaped = (text) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)

const page = (app) => `<!doctype html><html lang="en"><title>Sign in</title><main><h1>Sign in</h1>
<p>to continue to ${escaped(app.name)}</p><form method="post"><label>User <input name="user" autofocus></label>
<button>Sign in</button> <button name="cancel" value="1">Cancel</button></form></main></html>`

createServer(async (request, response) => {
  const challenge = new URL(request.url, 'http://host').searchParams.get('challenge') ?? ''
  const show = (status, html) => response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html)
  const goTo = (location) => response.writeHead(303, { location, 'cache-control': 'no-store' }).end()
  const asked = await gatehouse('GET', challenge)
  if (asked.status === 410) return goTo(asked.restartUrl)
  if (asked.status !== 200) return show(400, 'This link is not known. Go back to the app and start again.')
  if (request.method !== 'POST') return show(200, page(asked.app))

  const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString())
  if (form.has('cancel')) return goTo((await gatehouse('POST', challenge, '/reject', {})).redirectTo)
  const user = users[form.get('user')] // Here your own sign-in checks a password.
  if (!user) return show(200, page(asked.app))
  const accepted = await gatehouse('POST', challenge, '/accept', { subject: user.id, subjectName: user.name })
  goTo(accepted.redirectTo ?? asked.restartUrl)
}).listen(Number(PORT), '127.0.0.1', function () {
  console.log(`http://localhost:${this.address().port}`)
})
