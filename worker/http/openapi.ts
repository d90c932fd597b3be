import { OpenAPIHono } from '@hono/zod-openapi'
import type { z } from 'zod'
import { Problem } from '../../contract/common.ts'
import type { App } from './context.ts'
import { RememberingRouter } from './router.ts'
import { onInvalid } from './validation.ts'

/** A router whose routes validate by, and are documented from, the shapes of the contract. */
export const newRouter = () => new OpenAPIHono<App>({ defaultHook: onInvalid, router: new RememberingRouter() })

/** A required JSON body. */
export const jsonBody = <T extends z.ZodType>(schema: T) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})

/** A JSON body that may be left out. */
export const optionalBody = <T extends z.ZodType>(schema: T) => ({
  required: false as const,
  content: { 'application/json': { schema } },
})

const refusal = {
  description: 'What went wrong, as problem details (RFC 9457)',
  content: { 'application/problem+json': { schema: Problem } },
}

/** The answers of a route: the good one as JSON, every other as problem details. */
export const answers = <S extends 200 | 201 | 202, T extends z.ZodType>(status: S, schema: T, description: string) =>
  ({
    [status]: { description, content: { 'application/json': { schema } } },
    '4XX': refusal,
    '5XX': refusal,
  }) as { [K in S]: { description: string; content: { 'application/json': { schema: T } } } } & {
    '4XX': typeof refusal
    '5XX': typeof refusal
  }

export const noContent = (description: string) => ({ 204: { description }, '4XX': refusal, '5XX': refusal })
