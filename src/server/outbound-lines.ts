import type { OutboundLine } from '#outbound/contract.ts'
import type { Dial } from '#outbound/place-call.ts'
import type { Lines } from '#voice/lines/open-lines.ts'

/** Trunks by their id, switches by the name of their door. */
export function outboundLines(lines: Lines): OutboundLine[] {
  const { settings } = lines.view()
  const trunks = lines.opened('sip') ? settings.sip.lines.filter(({ server }) => server) : []
  const doors = (['freeswitch', 'twilio'] as const).filter((door) => lines.opened(door)?.dial)
  return [
    ...trunks.map(({ id, name, number }) => ({ id, name, number })),
    ...doors.map((door) => ({ id: `door:${door}`, name: door === 'twilio' ? 'Twilio' : 'FreeSWITCH', number: '' })),
  ]
}

/** Calls out over a line by its id. */
export const dialOver =
  (lines: Lines): Dial =>
  async (id, to, { ringMs, signal }) => {
    const line = outboundLines(lines).find((one) => one.id === id)
    if (!line) return null
    const options = { from: line.number, ringMs, signal }
    const door = id === 'door:freeswitch' ? 'freeswitch' : id === 'door:twilio' ? 'twilio' : null
    if (door) return (await lines.opened(door)?.dial?.(to, options)) ?? null
    return (await lines.opened('sip')?.dialOver(id, to, options)) ?? null
  }
