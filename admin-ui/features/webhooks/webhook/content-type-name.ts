import type { Webhook } from '../../../../client/src/generated.ts'
import { m } from '../../../messages/index.ts'

const FORMATS = {
  'application/json': 'json',
  'application/json; charset=utf-8': 'json_utf8',
  'application/x-www-form-urlencoded': 'form',
} as const satisfies Record<Webhook['contentType'], string>

/** The label of a content type: "JSON", "Form (the event as JSON in the field payload)". */
export const contentTypeName = (type: Webhook['contentType']): string =>
  m.webhooks_setting_content_type_name({ format: FORMATS[type] })
