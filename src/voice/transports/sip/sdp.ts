import { type G711, PAYLOAD_TYPE } from '#voice/transports/rtp/g711.ts'
import { MASTER_KEY_BYTES, type MasterKey, SUITES, type Suite } from '#voice/transports/rtp/srtp.ts'

/** What the other side said about its sound (RFC 4566, 3264). */
export type MediaDescription = {
  address: string
  port: number
  /** Codecs both sides know, in its order of liking, with its payload types. */
  codecs: { codec: G711; payloadType: number }[]
  /** Payload type it gave to keys (RFC 4733); null when it sends none in RTP. */
  keyType: number | null
  direction: Direction
  rtcpMux: boolean
  /** Whether it wants its sound encrypted (RTP/SAVP), and the keys it offers that we can use (RFC 4568). */
  secure: boolean
  keys: Crypto[]
}
export type Crypto = { tag: number; suite: Suite; key: MasterKey }
export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

/** What we settled on. */
export type Agreed = {
  codec: G711
  payloadType: number
  keyType: number | null
  rtcpMux: boolean
  /** Their key; null when sound is not encrypted. */
  crypto: Crypto | null
}

/** Null when there is no audio stream to read, with the port and address of the first one otherwise. */
export function parseSdp(text: string): MediaDescription | null {
  const lines = text.split(/\r\n|\r|\n/)
  const media = lines.findIndex((line) => line.startsWith('m=audio '))
  if (media < 0 || text.length > 16_384) return null
  const next = lines.findIndex((line, n) => n > media && line.startsWith('m='))
  const session = lines.slice(
    0,
    lines.findIndex((line) => line.startsWith('m=')),
  )
  const own = lines.slice(media + 1, next < 0 ? undefined : next)
  const about = /^m=audio (\d{1,5})(?:\/\d+)? RTP\/(S?)AVPF? ([\d ]+)$/.exec(lines[media]!.trim())
  const address = connection(own) ?? connection(session)
  if (!about || !address || Number(about[1]) > 65535) return null
  const types = about[3]!.trim().split(/ +/).map(Number)
  const names = new Map<number, string>([
    [0, 'pcmu/8000'],
    [8, 'pcma/8000'],
  ])
  for (const line of own) {
    const map = /^a=rtpmap:(\d+) +([\w.-]+\/\d+)/i.exec(line)
    if (map) names.set(Number(map[1]), map[2]!.toLowerCase())
  }
  const direction = [...own, ...session].find((line) => /^a=(sendrecv|sendonly|recvonly|inactive)\s*$/.test(line))
  return {
    address,
    port: Number(about[1]),
    codecs: types.flatMap((payloadType) => {
      const codec = { 'pcma/8000': 'pcma', 'pcmu/8000': 'pcmu' }[names.get(payloadType) ?? ''] as G711 | undefined
      return codec ? [{ codec, payloadType }] : []
    }),
    keyType: types.find((type) => names.get(type) === 'telephone-event/8000') ?? null,
    // An address of zeros is how older equipment puts a call on hold (RFC 2543).
    direction: address === '0.0.0.0' ? 'inactive' : ((direction?.slice(2).trim() as Direction) ?? 'sendrecv'),
    rtcpMux: own.some((line) => /^a=rtcp-mux\s*$/.test(line)),
    secure: about[2] === 'S',
    keys: own.flatMap((line) => readCrypto(line) ?? []),
  }
}

/** A key we can use: one of our suites, without a key number (MKI) and without further parameters. */
function readCrypto(line: string): Crypto | null {
  const found = /^a=crypto:(\d{1,9}) +(\w+) +inline:([\w+/=]+)(?:\|(?:2\^)?\d+)?\s*$/.exec(line)
  const key = Buffer.from(found?.[3] ?? '', 'base64')
  if (!found || !Object.hasOwn(SUITES, found[2]!) || key.length !== MASTER_KEY_BYTES) return null
  return { tag: Number(found[1]), suite: found[2] as Suite, key }
}

function connection(lines: string[]): string | null {
  const found = lines.map((line) => /^c=IN IP[46] ([0-9a-fA-F:.]{2,45})(?:\/\d+)*\s*$/.exec(line)?.[1]).find(Boolean)
  return found ?? null
}

/** What we take of an offer or answer; null when nothing fits, or it is secured and shall not be, or the other way round. */
export function agree(theirs: MediaDescription, secure: boolean): Agreed | null {
  const [first] = theirs.codecs
  const [crypto = null] = theirs.keys
  if (!first || theirs.secure !== secure || (secure && !crypto)) return null
  return { ...first, keyType: theirs.keyType, rtcpMux: theirs.rtcpMux, crypto: secure ? crypto : null }
}

export const OUR_KEY_TYPE = 101

type Ours = {
  address: string
  port: number
  session: string
  version: number
  direction: Direction
  /** Null when sound is not encrypted. */
  key: MasterKey | null
}

/** Our own offer: A-law first, as trunks in China have it, then µ-law and keys. */
export const formatOffer = (ours: Ours): string =>
  described(ours, [
    `m=audio ${ours.port} ${profile(ours)} ${PAYLOAD_TYPE.pcma} ${PAYLOAD_TYPE.pcmu} ${OUR_KEY_TYPE}`,
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:0 PCMU/8000',
    ...keyLines(OUR_KEY_TYPE),
    'a=rtcp-mux',
    ...cryptoLines(
      ours,
      Object.keys(SUITES).map((suite, n) => ({ tag: n + 1, suite })),
    ),
  ])

/** The answer repeats what was settled, with the payload types of the offer. */
export const formatAnswer = (ours: Ours, agreed: Agreed): string =>
  described(ours, [
    `m=audio ${ours.port} ${profile(ours)} ${agreed.payloadType}${agreed.keyType === null ? '' : ` ${agreed.keyType}`}`,
    `a=rtpmap:${agreed.payloadType} ${agreed.codec.toUpperCase()}/8000`,
    ...(agreed.keyType === null ? [] : keyLines(agreed.keyType)),
    ...(agreed.rtcpMux ? ['a=rtcp-mux'] : []),
    ...cryptoLines(ours, agreed.crypto ? [agreed.crypto] : []),
  ])

function described(ours: Ours, media: string[]): string {
  const family = ours.address.includes(':') ? 'IP6' : 'IP4'
  return [
    'v=0',
    `o=yinghe ${ours.session} ${ours.version} IN ${family} ${ours.address}`,
    's=-',
    `c=IN ${family} ${ours.address}`,
    't=0 0',
    ...media,
    'a=ptime:20',
    `a=${ours.direction}`,
    '',
  ].join('\r\n')
}

const profile = ({ key }: Ours) => (key ? 'RTP/SAVP' : 'RTP/AVP')

const cryptoLines = ({ key }: Ours, chosen: { tag: number; suite: string }[]) =>
  key ? chosen.map(({ tag, suite }) => `a=crypto:${tag} ${suite} inline:${key.toString('base64')}`) : []

const keyLines = (type: number) => [`a=rtpmap:${type} telephone-event/8000`, `a=fmtp:${type} 0-15`]

/** Our direction seen from theirs: who is told "I only send" only listens. */
export const mirrored = (theirs: Direction): Direction =>
  theirs === 'sendonly' ? 'recvonly' : theirs === 'recvonly' ? 'sendonly' : theirs
