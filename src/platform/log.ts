import { type Logger, pino } from 'pino'

export type Log = Logger

/** Keys that may hold personal data; pino replaces their values, so a slip in a log call cannot leak them. */
const PERSONAL = [
  'phone',
  'email',
  'text',
  'parts',
  'address',
  'name',
  'token',
  'password',
  'authorization',
  'cookie',
  'body',
]

/** The one log of the process: JSON lines on stderr, personal keys masked at any depth up to three. */
export function openLog(level: string): Log {
  const paths = PERSONAL.flatMap((key) => [key, `*.${key}`, `*.*.${key}`])
  return pino({ level, redact: { paths, censor: '[masked]' }, base: undefined }, pino.destination(2))
}
