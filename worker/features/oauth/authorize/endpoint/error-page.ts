import type { PageProblem } from '../request.ts'

/** What people and the developer of the app are told. Nothing that the request contains is repeated. */
const TEXTS: Record<PageProblem, { text: string; fix: string }> = {
  client_missing: {
    text: 'The link does not say which app it is for.',
    fix: 'The request has no client_id.',
  },
  client_unknown: {
    text: 'This app is not known here. Perhaps it was deleted.',
    fix: 'No app has this client_id. If it is the URL of a metadata document, that URL has to answer 200 with JSON of at most 5 KB, which names it as client_id and is valid.',
  },
  client_unreachable: {
    text: 'The facts about this app cannot be read at the moment. Try again later.',
    fix: 'The metadata document at the URL that is the client_id cannot be fetched now.',
  },
  client_disabled: {
    text: 'This app is disabled.',
    fix: 'The organization of the app has to enable it first.',
  },
  redirect_missing: {
    text: 'The link does not say where to return to.',
    fix: 'The app has several redirect URIs, or none, so the request has to name one as redirect_uri.',
  },
  redirect_mismatch: {
    text: 'The link would send you to a place that does not belong to this app.',
    fix: 'The redirect_uri is not registered for the app. It is compared exactly: every character counts.',
  },
  twice: {
    text: 'The link is damaged.',
    fix: 'client_id and redirect_uri may be there once, with at most 1,000 characters.',
  },
  request_refused: {
    text: 'The app has asked for something that cannot be allowed.',
    fix: 'Errors of an app that no organization made are shown here, and not sent to its redirect URI. Check response_type, scope, resource, prompt, and PKCE with S256.',
  },
  pushed_unknown: {
    text: 'The link has expired.',
    fix: 'The request_uri was not given by this service to this app, or more than ten minutes ago.',
  },
}

const STYLE = `:root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;font:15px/1.5 system-ui,sans-serif;
background:light-dark(#f7f8fa,#0b0d11);color:light-dark(#11161d,#e9edf3)}main{box-sizing:border-box;width:min(448px,100% - 32px);padding:32px;
border:1px solid light-dark(#e5e8ed,#232830);border-radius:10px;background:light-dark(#fff,#111419)}h1{margin:0 0 8px;font-size:20px}
p{margin:0 0 12px}small{display:block;color:light-dark(#5f6978,#8b95a4);font-size:13px}`

let policy: string | undefined

async function contentSecurityPolicy(): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(STYLE))
  const hash = btoa(String.fromCharCode(...new Uint8Array(digest)))
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
}

/** The page for a request that cannot be answered by sending the browser back: nothing proves where it comes from. */
export async function errorPage(problem: PageProblem, requestId: string): Promise<Response> {
  const { text, fix } = TEXTS[problem]
  // The text is cached, not its promise, which belongs to one call.
  policy ??= await contentSecurityPolicy()
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Access cannot be allowed · Gatehouse</title><style>${STYLE}</style></head>
<body><main><h1>Access cannot be allowed</h1><p>${text} Go back to the app and start again.</p>
<small>For the developer of the app: ${fix} Request ${requestId}.</small></main></body></html>
`
  return new Response(html, {
    status: 400,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
  })
}
