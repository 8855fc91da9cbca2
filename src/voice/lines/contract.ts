import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'

/** How the house is reached by telephone. Everything is off until somebody sets it up. */
const port = z.number().int().min(1).max(65_535)
const host = z
  .string()
  .trim()
  .regex(/^[\w.:[\]-]{0,253}$/, 'host')
/** An address or a network, e.g. `10.0.0.4` or `10.0.0.0/8`; whether it is one is checked when it is saved. */
const network = z.string().trim().min(2).max(64)
const secret = z.string().max(200)
/** Certificates or keys as text. */
const pem = z.string().trim().max(20_000).default('')

/** A trunk or an extension. An empty password keeps the one that is stored. */
export const lineInput = z.object({
  id: z.string().regex(/^[\w-]{1,64}$/),
  name: z.string().trim().min(1).max(60),
  server: z
    .string()
    .trim()
    .regex(/^$|^(\[[0-9a-fA-F:]+\]|[\w.-]{1,253})(:\d{1,5})?$/, 'host[:port]'),
  transport: z.enum(['udp', 'tcp', 'tls']),
  srtp: z.boolean().default(false),
  user: z.string().trim().max(100),
  password: secret,
  register: z.boolean(),
  allow: z.array(network).max(50),
  takesPassword: z.boolean(),
  number: z
    .string()
    .trim()
    .regex(/^[\w+*#.-]{0,40}$/, 'number'),
})
export type LineInput = z.infer<typeof lineInput>

const door = { on: z.boolean(), host, port }

export const lineSettings = z.object({
  sip: z.object({
    ...door,
    publicAddress: host,
    rtpFrom: port,
    rtpTo: port,
    mostCalls: z.number().int().min(1).max(2000),
    /** Over TLS others can call us when there is a certificate with its key; authorities vouch for switches we call. */
    tlsPort: port.default(5061),
    tlsCertificate: pem,
    tlsKey: pem,
    tlsAuthorities: pem,
    lines: z.array(lineInput).max(50),
  }),
  audiosocket: z.object({ ...door, allow: z.array(network).max(50) }),
  freeswitch: z.object({
    ...door,
    secret,
    rate: z.union([z.literal(8000), z.literal(16_000)]),
    playback: z.enum(['binary', 'json']),
    /** Event socket; an empty host leaves it out. */
    controlHost: host,
    controlPort: port,
    controlPassword: secret,
  }),
  twilio: z.object({
    ...door,
    publicUrl: z.union([z.literal(''), z.url({ protocol: /^wss?$/ }).max(300)]),
    authToken: secret,
    apiUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(300)]),
  }),
})
export type LineSettings = z.infer<typeof lineSettings>

export const DOORS = ['sip', 'audiosocket', 'freeswitch', 'twilio'] as const
export type Door = (typeof DOORS)[number]

/** `why` is the system's code, e.g. EADDRINUSE. */
export const doorStatus = z.object({
  state: z.enum(['off', 'open', 'failed']),
  listening: z.string().nullable(),
  why: z.string().nullable(),
  calls: z.number().int(),
})
export type DoorStatus = z.infer<typeof doorStatus>

export const lineState = z.object({
  id: z.string(),
  state: z.enum(['off', 'trying', 'registered', 'failed']),
  /** Status code of the switch, or `unreachable`. */
  why: z.string().nullable(),
  since: z.string(),
  calls: z.number().int(),
})

/** Settings without their secrets, and how things stand on the node that was asked. */
export const linesView = z.object({
  settings: lineSettings,
  /** Which secrets are stored: `line:ID`, `sip.tlsKey`, `freeswitch.secret`, `freeswitch.controlPassword`, `twilio.authToken`. */
  stored: z.array(z.string()),
  doors: z.record(z.enum(DOORS), doorStatus),
  lines: z.array(lineState),
  /** State of FreeSWITCH's event socket. */
  control: z.enum(['off', 'connecting', 'ready', 'refused']),
})
export type LinesView = z.infer<typeof linesView>

export const testCall = z.object({ lineId: z.string().max(64), to: z.string().regex(/^[\w+*#.-]{1,40}$/, 'number') })
export const testCallResult = z.object({
  outcome: z.enum(['answered', 'busy', 'no-answer', 'refused', 'failed']),
  /** What was heard within the two seconds after the answer. */
  heardSound: z.boolean(),
})
export type TestCallResult = z.infer<typeof testCallResult>

export const lineEvents = {
  'lines.changed': { payload: z.object({}), topics: () => [] },
} satisfies EventDefinitions
