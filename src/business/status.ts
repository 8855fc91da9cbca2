import { z } from 'zod'

/** How one business system is doing, for the status page. */
export const connectorStatus = z.object({
  system: z.string(),
  /** `closed` means well; `open` that nothing is asked until `triesAgainAt`; `half-open` that the next call is a trial. */
  state: z.enum(['closed', 'open', 'half-open']),
  failuresInARow: z.number().int(),
  triesAgainAt: z.string().nullable(),
  lastError: z.object({ at: z.string(), operation: z.string(), code: z.string(), detail: z.string() }).nullable(),
  lastSuccessAt: z.string().nullable(),
})
export type ConnectorStatus = z.infer<typeof connectorStatus>

/** All systems that are connected. */
export const businessStatus = (connectors: { status(): ConnectorStatus }[]): { items: ConnectorStatus[] } => ({
  items: connectors.map((connector) => connector.status()),
})
