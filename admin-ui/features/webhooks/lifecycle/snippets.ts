export const SNIPPET_LANGUAGES = ['node', 'php', 'python'] as const
export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number]

/** Code that verifies a delivery's signature. The secret comes from the environment, never from the code. */
export const SNIPPETS: Record<SnippetLanguage, string> = {
  node: `import { Webhook } from 'standardwebhooks'

const webhook = new Webhook(process.env.WEBHOOK_SECRET)

// body: the request's body as text, before anything parses it
export const eventOf = (body, headers) => webhook.verify(body, headers)`,
  php: `$payload = file_get_contents('php://input');
$signature = $_SERVER['HTTP_X_WEBHOOK_SIGNATURE'];
$expected = hash_hmac('sha256', $payload, getenv('WEBHOOK_SECRET'));

if (!hash_equals($expected, $signature)) {
    http_response_code(401);
    exit;
}`,
  python: `import os
from standardwebhooks.webhooks import Webhook

webhook = Webhook(os.environ["WEBHOOK_SECRET"])

# body: the request's body as text, before anything parses it
def event_of(body, headers):
    return webhook.verify(body, headers)`,
}
