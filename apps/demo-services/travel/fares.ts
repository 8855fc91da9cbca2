import { type Flight, hoursUntil } from './trips.ts'

/** Share of the fare that is kept, by hours before departure; the first line that fits counts. */
const refundShare: Record<Flight['fareType'], readonly (readonly [hours: number, share: number])[]> = {
  flex: [
    [168, 0.05],
    [48, 0.05],
    [4, 0.1],
    [-Infinity, 0.2],
  ],
  standard: [
    [168, 0.1],
    [48, 0.2],
    [4, 0.3],
    [-Infinity, 0.5],
  ],
  saver: [[-Infinity, 1]],
}
const changeShare: Record<Flight['fareType'], readonly (readonly [hours: number, share: number])[]> = {
  flex: [
    [4, 0],
    [-Infinity, 0.1],
  ],
  standard: [
    [168, 0.05],
    [48, 0.1],
    [4, 0.2],
    [-Infinity, 0.3],
  ],
  saver: [[-Infinity, 1]],
}

/** The airline called it off or runs it late: then nothing is charged, whatever the fare. */
export const isFreeOfCharge = (flight: Flight): boolean =>
  flight.running === 'cancelled' || (flight.running === 'delayed' && flight.delayHours >= 2)

export const refundFee = (flight: Flight, now: Date): number => fee(flight, refundShare, now)
export const changeFee = (flight: Flight, now: Date): number => fee(flight, changeShare, now)

function fee(flight: Flight, shares: typeof refundShare, now: Date): number {
  if (isFreeOfCharge(flight)) return 0
  const left = hoursUntil(flight.departAt, now)
  const share = shares[flight.fareType].find(([hours]) => left >= hours)?.[1] ?? 1
  return Math.round(flight.fare * share)
}
