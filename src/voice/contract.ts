export const TRANSPORTS = ['sip', 'audiosocket', 'freeswitch', 'twilio', 'browser'] as const
export type TransportId = (typeof TRANSPORTS)[number]

/** Keys of a telephone. */
export const KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'] as const
export type Key = (typeof KEYS)[number]

/** Why a leg ended. */
export const LEG_ENDS = [
  'caller-hung-up',
  'we-hung-up',
  'transferred',
  'busy',
  'no-answer',
  'refused',
  'lost',
  'failed',
] as const
export type LegEnd = (typeof LEG_ENDS)[number]
