/** The families of events that Gatehouse publishes about what it holds. All others come from applications. */
export const GATEHOUSE_FAMILIES = ['api_key', 'webhook', 'alert', 'record', 'module', 'approval'] as const
export type GatehouseFamily = (typeof GATEHOUSE_FAMILIES)[number]

/** Where an event comes from: an application of the organization, or Gatehouse itself. */
export const EVENT_SOURCES = ['application', 'gatehouse'] as const
export type EventSource = (typeof EVENT_SOURCES)[number]

/** The source of events of a type. */
export const sourceOfType = (type: string): EventSource =>
  GATEHOUSE_FAMILIES.some((family) => type.startsWith(`${family}.`)) ? 'gatehouse' : 'application'
