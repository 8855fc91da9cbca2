import { createPrivateKey, X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import { recordAudit } from '#governance/record-audit.ts'
import type { Database, Queryable } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Seal } from '#platform/settings/seal.ts'
import { settings } from '#platform/settings/settings.ts'
import { type LineSettings, lineSettings } from '#voice/lines/contract.ts'
import { readNetwork } from '#voice/transports/address-list.ts'

const KEY = 'voice.lines'

/** Nothing listens before somebody decides so. */
const OFF: LineSettings = {
  sip: {
    ...{ on: false, host: '0.0.0.0', port: 5060, publicAddress: '', rtpFrom: 20_000, rtpTo: 20_999, mostCalls: 100 },
    ...{ tlsPort: 5061, tlsCertificate: '', tlsKey: '', tlsAuthorities: '' },
    lines: [],
  },
  audiosocket: { on: false, host: '0.0.0.0', port: 9092, allow: [] },
  freeswitch: {
    ...{ on: false, host: '0.0.0.0', port: 9093, secret: '', rate: 16_000, playback: 'binary' },
    ...{ controlHost: '', controlPort: 8021, controlPassword: '' },
  },
  twilio: { on: false, host: '0.0.0.0', port: 9094, publicUrl: '', authToken: '', apiUrl: 'https://api.twilio.com' },
}

/** The settings with their secrets; they are stored sealed as a whole. */
export async function readLines(db: Queryable, seal: Seal): Promise<LineSettings> {
  const stored = (await settings.read(db, KEY)) as { sealed?: string } | null
  const read = stored?.sealed ? lineSettings.safeParse(opened(seal, stored.sealed)) : null
  return read?.success ? read.data : OFF
}

/** Null for what was sealed with another secret, as after a move of the database: the lines are to be set up again. */
function opened(seal: Seal, sealed: string): unknown {
  try {
    return seal.open(sealed)
  } catch {
    return null
  }
}

type By = { actor: string; ip: string }

/** Stores what is wanted; secrets left empty stay as they are. Throws lines_invalid. */
export async function changeLines(database: Database, seal: Seal, wanted: LineSettings, by: By): Promise<LineSettings> {
  return database.transaction(async (tx) => {
    const next = withKeptSecrets(wanted, await readLines(tx, seal))
    refuseUnsound(next)
    await settings.write(tx, KEY, { sealed: seal.close(next) })
    const { sip, audiosocket, freeswitch, twilio } = next
    const detail = {
      ...{ sip: sip.on, audiosocket: audiosocket.on, freeswitch: freeswitch.on, twilio: twilio.on },
      lines: sip.lines.length,
    }
    await recordAudit(tx, { ...by, action: 'lines.changed', detail })
    const nobody = { conversationId: null, customerId: null }
    await appendEvents(tx, [{ kind: 'lines.changed', ...nobody, actor: by.actor, payload: {} }])
    return next
  })
}

function withKeptSecrets(wanted: LineSettings, old: LineSettings): LineSettings {
  const { sip, freeswitch, twilio } = wanted
  return {
    ...wanted,
    sip: {
      ...sip,
      tlsKey: sip.tlsCertificate && (sip.tlsKey || old.sip.tlsKey),
      lines: sip.lines.map((line) => ({
        ...line,
        password: line.password || (old.sip.lines.find(({ id }) => id === line.id)?.password ?? ''),
      })),
    },
    freeswitch: {
      ...freeswitch,
      secret: freeswitch.secret || old.freeswitch.secret,
      controlPassword: freeswitch.controlPassword || old.freeswitch.controlPassword,
    },
    twilio: { ...twilio, authToken: twilio.authToken || old.twilio.authToken },
  }
}

/** What would leave a door open to anybody, or could not work. */
function refuseUnsound({ sip, audiosocket, freeswitch, twilio }: LineSettings): void {
  const refuse = (detail: string) => {
    throw new AppError('lines_invalid', { detail })
  }
  for (const entry of [...sip.lines.flatMap(({ allow }) => allow), ...audiosocket.allow])
    if (!readNetwork(entry)) refuse(entry)
  if (sip.rtpTo - sip.rtpFrom < 19) refuse(`RTP ${sip.rtpFrom}–${sip.rtpTo}`)
  if (new Set(sip.lines.map(({ id }) => id)).size < sip.lines.length) refuse('id')
  for (const line of sip.lines) {
    if (line.register && !(line.server && line.user)) refuse(`${line.name}: server, user`)
    if (line.srtp && line.transport !== 'tls') refuse(`${line.name}: SRTP, TLS`)
    if (line.takesPassword && !(line.user && line.password)) refuse(`${line.name}: user, password`)
  }
  refuseBadCertificates(sip, refuse)
  if (audiosocket.on && !audiosocket.allow.length) refuse('AudioSocket: allow')
  if (freeswitch.on && freeswitch.secret.length < 8) refuse('FreeSWITCH: secret')
  if (twilio.on && !(twilio.publicUrl && twilio.authToken)) refuse('Twilio: publicUrl, authToken')
  const ports = [sip, audiosocket, freeswitch, twilio].filter(({ on }) => on).map(({ port }) => port)
  if (sip.on && sip.tlsCertificate) ports.push(sip.tlsPort)
  if (new Set(ports).size < ports.length) refuse('port')
}

function refuseBadCertificates(
  { tlsCertificate, tlsKey, tlsAuthorities }: LineSettings['sip'],
  refuse: (detail: string) => void,
) {
  try {
    if (tlsAuthorities) createSecureContext({ ca: tlsAuthorities })
    if (tlsCertificate && !new X509Certificate(tlsCertificate).checkPrivateKey(createPrivateKey(tlsKey)))
      refuse('TLS: the key is of another certificate')
  } catch (error) {
    if (error instanceof AppError) throw error
    refuse('TLS: PEM')
  }
}

/** The same without secrets, and the names of those that are stored. */
export function withoutSecrets(full: LineSettings): { settings: LineSettings; stored: string[] } {
  const { sip, freeswitch, twilio } = full
  const named: [string, string][] = [
    ...sip.lines.map(({ id, password }): [string, string] => [`line:${id}`, password]),
    ['sip.tlsKey', sip.tlsKey],
    ['freeswitch.secret', freeswitch.secret],
    ['freeswitch.controlPassword', freeswitch.controlPassword],
    ['twilio.authToken', twilio.authToken],
  ]
  return {
    settings: {
      ...full,
      sip: { ...sip, tlsKey: '', lines: sip.lines.map((line) => ({ ...line, password: '' })) },
      freeswitch: { ...freeswitch, secret: '', controlPassword: '' },
      twilio: { ...twilio, authToken: '' },
    },
    stored: named.filter(([, value]) => value).map(([name]) => name),
  }
}
