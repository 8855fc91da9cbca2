import type { PlaceInQueue } from '#desk/routing/contract.ts'
import type { Log } from '#platform/log.ts'
import type { Clock } from '#voice/clock.ts'
import type { SaysKey } from '#voice/wording.ts'

/** What the queue tells of one who waits, and what it can do for him instead. */
export type Queueing = {
  place(): Promise<PlaceInQueue | null>
  /** Whether a number to call is known. */
  canCallBack(): boolean
  /** Gives the number of the request. */
  callBack(): Promise<{ number: number }>
}

export type WaitingOptions = {
  clock: Clock
  queueing: Queueing
  house: (key: SaysKey, params?: Record<string, string>) => void
  /** Plays one phrase of music. */
  music: () => void
  stop: () => void
  /** His request is kept; the call may end. */
  onCallBack: () => void
  log: Log
}

/** Music plays so often between two announcements. */
const PHRASES = 3
/** From then on it is said that nobody is free, and a call back is advised. */
const LIMIT_MS = 120_000
const CALL_BACK_KEY = '1'

/** What a caller hears until a person comes: his place, music, and the offer to be called back. */
export function openWaiting({ clock, queueing, house, music, stop, onCallBack, log }: WaitingOptions) {
  let since: number | null = null
  let phrases = 0
  let offered = false
  let asking = false
  let told = ''
  const onFault = (error: unknown) => log.warn({ err: error }, 'a caller who waits could not be told how long')

  const announce = async (): Promise<void> => {
    const place = await queueing.place()
    if (since === null) return
    const late = clock.now() - since >= LIMIT_MS
    const line = placeLine(place)
    // Who has heard his place wants to hear of it again only when it has changed.
    if (late) house('nobody-came')
    else if (line && told !== JSON.stringify(line)) house(...line)
    else house('still-waiting')
    told = JSON.stringify(line)
    if (queueing.canCallBack()) {
      offered = true
      house('offer-call-back')
    }
  }
  const ask = (): boolean => {
    if (since === null || !offered || asking) return false
    asking = true
    stop()
    queueing
      .callBack()
      .then(({ number }) => {
        since = null
        house('call-back-noted', { number: String(number) })
        onCallBack()
      })
      .catch((error: unknown) => {
        asking = false
        onFault(error)
        house('call-back-failed')
      })
    return true
  }
  return {
    begin(): void {
      since ??= clock.now()
      phrases = 0
      asking = false
      music()
    },
    end(): void {
      since = null
      offered = false
      told = ''
    },
    /** His request for a call back is being kept. */
    isAsking: () => asking,
    /** Everything has been said for now. */
    silent(): void {
      if (asking) return
      phrases += 1
      // The first announcement comes after one phrase: the place is what everybody wants to know.
      if (phrases % (PHRASES + 1) === 1) {
        announce().catch((error: unknown) => {
          onFault(error)
          music()
        })
      } else music()
    },
    pressed: (key: string): boolean => key === CALL_BACK_KEY && ask(),
  }
}

function placeLine(place: PlaceInQueue | null): [SaysKey, Record<string, string>] | null {
  if (!place) return null
  const before = place.position - 1
  const minutes = String(place.minutes ?? '')
  if (before === 0) return place.minutes === null ? ['place-next', {}] : ['place-next-minutes', { minutes }]
  const params = { before: String(before), minutes }
  return place.minutes === null ? ['place', params] : ['place-minutes', params]
}
