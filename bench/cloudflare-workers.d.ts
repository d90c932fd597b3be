/** What floors.ts and counting.ts need of the runtime's own module, whose full types would replace those of Node. */
declare module 'cloudflare:workers' {
  export class DurableObject {
    constructor(ctx: unknown, env: unknown)
  }
}
