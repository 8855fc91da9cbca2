import type { BusinessHours, HoursSpan } from '#team/contract.ts'

const MINUTE = 60_000
const DAY = 86_400_000
/** Nobody plans further ahead; hours that never open again must not be searched for ever. */
const HORIZON_DAYS = 800
/** Hours that do not close within a fortnight have no closing time worth telling. */
const CLOSES_WITHIN = 14 * DAY

/** For whoever is always there, and where nobody set hours. */
export const AROUND_THE_CLOCK: BusinessHours = {
  timeZone: 'Asia/Shanghai',
  weekly: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]),
  special: [],
}

export function isOpenAt(hours: BusinessHours, at: Date): boolean {
  for (const { from } of openSpans(hours, at.getTime())) return from <= at.getTime()
  return false
}

/** When it is open next: `at` itself when it is open, null when no opening is planned. */
export function nextOpening(hours: BusinessHours, at: Date): Date | null {
  for (const { from } of openSpans(hours, at.getTime())) return new Date(from)
  return null
}

/** When an open office closes; null when it is closed at `at`, or stays open for a fortnight. */
export function nextClosing(hours: BusinessHours, at: Date): Date | null {
  let closes = at.getTime()
  for (const { from, to } of openSpans(hours, closes)) {
    if (from > closes || closes - at.getTime() > CLOSES_WITHIN) break
    closes = to
  }
  return closes === at.getTime() || closes - at.getTime() > CLOSES_WITHIN ? null : new Date(closes)
}

/** The moment at which so many minutes of open time have passed since `from`; null when they never do. */
export function addWorkingMinutes(hours: BusinessHours, from: Date, minutes: number): Date | null {
  let left = minutes * MINUTE
  if (left <= 0) return from
  for (const span of openSpans(hours, from.getTime())) {
    if (left <= span.to - span.from) return new Date(span.from + left)
    left -= span.to - span.from
  }
  return null
}

/** Minutes of open time between two moments; 0 when `to` is not later. */
export function workingMinutesBetween(hours: BusinessHours, from: Date, to: Date): number {
  let sum = 0
  for (const span of openSpans(hours, from.getTime())) {
    if (span.from >= to.getTime()) break
    sum += Math.min(span.to, to.getTime()) - span.from
  }
  return sum / MINUTE
}

/** The moment so many minutes after midnight of a date, by the clocks of a zone. */
export const momentOf = (timeZone: string, date: string, minutes: number): number =>
  toUtc(timeZone, Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE)

/** The date that calendars of a zone show at a moment. */
export const dateAt = (timeZone: string, at: Date): string =>
  new Date(localTime(timeZone, at.getTime())).toISOString().slice(0, 10)

/** Open time from `after` on, in order; one span may begin where the one before ends. Milliseconds since 1970. */
function* openSpans(hours: BusinessHours, after: number): Generator<{ from: number; to: number }> {
  const today = localTime(hours.timeZone, after)
  const first = today - (today % DAY) - DAY
  let end = after
  for (let n = 0; n < HORIZON_DAYS; n++) {
    const day = first + n * DAY
    for (const span of spansOf(hours, day)) {
      const from = toUtc(hours.timeZone, day + minutesOf(span.from) * MINUTE)
      const to = toUtc(hours.timeZone, day + minutesOf(span.to) * MINUTE)
      if (to <= end || to <= from) continue
      yield { from: Math.max(from, end), to }
      end = to
    }
  }
}

function spansOf({ weekly, special }: BusinessHours, day: number): HoursSpan[] {
  const date = new Date(day)
  const named = special.find((one) => one.date === date.toISOString().slice(0, 10))
  const spans = named?.spans ?? weekly[(date.getUTCDay() + 6) % 7] ?? []
  return spans.toSorted((a, b) => minutesOf(a.from) - minutesOf(b.from))
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What clocks of the zone show at a moment, as if it were UTC; days of it begin at multiples of 24 h. */
function localTime(timeZone: string, utc: number): number {
  let clock = clocks.get(timeZone)
  if (!clock) {
    const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
    clock = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', second: '2-digit', ...fields })
    clocks.set(timeZone, clock)
  }
  const shown = Object.fromEntries(clock.formatToParts(utc).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((utc % 1000) + 1000) % 1000)
}

/** The moment at which clocks of the zone show this. Of a time that a clock change skips, the moment it would have been. */
function toUtc(timeZone: string, local: number): number {
  const guess = local - (localTime(timeZone, local) - local)
  return local - (localTime(timeZone, guess) - guess)
}
