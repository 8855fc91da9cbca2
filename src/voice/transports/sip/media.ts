import { randomBytes, randomInt } from 'node:crypto'
import type { AudioFrame } from '#engines/audio.ts'
import type { Clock } from '#voice/clock.ts'
import type { Key } from '#voice/contract.ts'
import type { Ports } from '#voice/transports/rtp/ports.ts'
import { MASTER_KEY_BYTES, type Opener, openOpener, openSealer, type Sealer } from '#voice/transports/rtp/srtp.ts'
import { openRtpStream } from '#voice/transports/rtp/stream.ts'
import {
  type Agreed,
  agree,
  type Crypto,
  type Direction,
  formatAnswer,
  formatOffer,
  mirrored,
  parseSdp,
} from '#voice/transports/sip/sdp.ts'

type Options = {
  ports: Ports
  clock: Clock
  /** Address that the other side is told. */
  address: string
  /** Host that signals; its sound is taken as well, as behind NAT. */
  signalling: string
  /** Whether sound is encrypted; a description that says otherwise is refused. */
  secure: boolean
  onFrame(frame: AudioFrame): void
  onKey(key: Key): void
}

/** The sound of a SIP call: offers, answers and what was settled. Null when no port is free. */
export async function openMedia({ ports, clock, address, signalling, secure, onFrame, onKey }: Options) {
  const pair = await ports.take()
  if (!pair) return null
  const stream = openRtpStream({ pair, clock, onFrame, onKey })
  const session = String(randomInt(1, 2 ** 31))
  let version = 0
  let agreed: Agreed | null = null
  let theirs: Direction = 'sendrecv'

  const cipher = secure ? openCipher() : null
  const ours = () => ({
    ...{ address, port: pair.port, session, version: ++version, direction: mirrored(theirs) },
    key: cipher?.key ?? null,
  })

  /** False when there is nothing that both speak. */
  function take(sdp: string): boolean {
    const described = parseSdp(sdp)
    const next = described && agree(described, secure)
    if (!described || !next) return false
    agreed = next
    theirs = described.direction
    stream.speak({
      ...next,
      remote: { address: described.address, port: described.port },
      trusted: [signalling],
      sending: described.port > 0 && (theirs === 'sendrecv' || theirs === 'recvonly'),
      secure: next.crypto && (cipher?.agreed(next.crypto) ?? null),
    })
    return true
  }

  return {
    stream,
    /** The answer to an offer; null when nothing fits. */
    answer: (offer: string): string | null => (take(offer) && agreed ? formatAnswer(ours(), agreed) : null),
    /** What we offer; what was settled before is offered again. */
    offer: (): string => (agreed ? formatAnswer({ ...ours(), direction: 'sendrecv' }, agreed) : formatOffer(ours())),
    takeAnswer: take,
    /** Sound before the answer settled it already. */
    isSettled: () => agreed !== null,
    /** The other side neither wants to hear us nor lets us hear it. */
    isHeld: () => theirs === 'sendonly' || theirs === 'inactive',
    /** Whether the other side takes keys in the sound. */
    takesKeys: () => agreed !== null && agreed.keyType !== null,
    close: () => stream.close(),
  }
}

/** Our key of a call, and both directions of it; a direction goes on while its key stays, so that its count of packets does. */
function openCipher() {
  const key = randomBytes(MASTER_KEY_BYTES)
  let current: { theirs: Crypto; sealer: Sealer; opener: Opener } | null = null
  return {
    key,
    agreed(theirs: Crypto) {
      const sameSuite = current?.theirs.suite === theirs.suite
      const sealer = current && sameSuite ? current.sealer : openSealer(theirs.suite, key)
      const opener =
        current && sameSuite && current.theirs.key.equals(theirs.key)
          ? current.opener
          : openOpener(theirs.suite, theirs.key)
      current = { theirs, sealer, opener }
      return current
    },
  }
}
export type Media = NonNullable<Awaited<ReturnType<typeof openMedia>>>
