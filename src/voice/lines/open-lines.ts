import type { Database } from '#platform/db/open.ts'
import type { Metrics } from '#platform/http/metrics.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import type { Log } from '#platform/log.ts'
import type { Seal } from '#platform/settings/seal.ts'
import { DOORS, type Door, type DoorStatus, type LineSettings, type LinesView } from '#voice/lines/contract.ts'
import { readLines, withoutSecrets } from '#voice/lines/stored-lines.ts'
import { type AudioSocketTransport, openAudioSocket } from '#voice/transports/audiosocket.ts'
import type { MediaSession, TakeCall, Transport } from '#voice/transports/contract.ts'
import { type FreeSwitchTransport, openFreeSwitch } from '#voice/transports/freeswitch.ts'
import { openSip, type Sip } from '#voice/transports/sip/open-sip.ts'
import { openTwilio } from '#voice/transports/twilio.ts'

const MOST_STREAMS = 500

export type LinesDeps = { database: Database; tail: Tail; seal: Seal; metrics: Metrics; log: Log; take: TakeCall }

type Opened = { sip: Sip; audiosocket: AudioSocketTransport; freeswitch: FreeSwitchTransport; twilio: Transport }
type Slot = { wanted: string; transport: Transport | null; why: string | null; calls: number }

/** The telephone lines of this node, in step with what any node stores: doors open and close as the settings say. */
export async function openLines(deps: LinesDeps) {
  const { database, seal, log } = deps
  const slots = Object.fromEntries(
    DOORS.map((door): [Door, Slot] => [door, { wanted: '', transport: null, why: null, calls: 0 }]),
  ) as Record<Door, Slot>
  let current: LineSettings = await readLines(database.db, seal)
  let applying: Promise<void> = Promise.resolve()
  let stopped = false

  async function applyTo(door: Door): Promise<void> {
    const slot = slots[door]
    const wanted = JSON.stringify(current[door])
    if (slot.wanted === wanted) return
    slot.wanted = wanted
    await slot.transport?.close()
    slot.transport = null
    slot.why = null
    if (!current[door].on || stopped) return
    try {
      slot.transport = await openDoor(door, current, counting(deps.take, slot), log)
    } catch (error) {
      slot.why = (error as NodeJS.ErrnoException).code ?? 'failed'
      log.error({ door, why: slot.why }, 'a door for telephone calls could not be opened')
    }
  }

  /** One change after the other; each door only when it is to be another one. */
  function apply(): Promise<void> {
    applying = applying.then(async () => {
      current = await readLines(database.db, seal)
      for (const door of DOORS) await applyTo(door)
    })
    return applying
  }

  deps.tail.onEvents((events) => {
    if (events.some(({ kind }) => kind === 'lines.changed'))
      apply().catch((error) => log.error({ err: error }, 'changed telephone lines could not be read'))
  })
  measure(deps.metrics, slots)

  const opened = <D extends Door>(door: D) => slots[door].transport as Opened[D] | null
  return {
    apply,
    view: (): LinesView => viewOf(current, slots),
    opened,
    async stop() {
      stopped = true
      await applying
      for (const door of DOORS) await slots[door].transport?.close()
    },
  }
}
export type Lines = Awaited<ReturnType<typeof openLines>>

/** Throws the system's error when the port cannot be had. */
function openDoor(door: Door, { sip, audiosocket, freeswitch, twilio }: LineSettings, take: TakeCall, log: Log) {
  switch (door) {
    case 'sip':
      return openSip({ ...sip, rtpPorts: { from: sip.rtpFrom, to: sip.rtpTo }, tls: tlsOf(sip) }, take, log)
    case 'audiosocket':
      return openAudioSocket({ ...audiosocket, mostCalls: MOST_STREAMS }, take)
    case 'freeswitch': {
      const { controlHost: host, controlPort: port, controlPassword: password } = freeswitch
      return openFreeSwitch(
        { ...freeswitch, control: host ? { host, port, password } : null, mostCalls: MOST_STREAMS },
        take,
      )
    }
    case 'twilio':
      return openTwilio({ ...twilio, mostCalls: MOST_STREAMS }, take)
  }
}

const tlsOf = ({ tlsPort, tlsCertificate, tlsKey, tlsAuthorities }: LineSettings['sip']) => ({
  ...{ port: tlsPort, certificate: tlsCertificate, key: tlsKey, authorities: tlsAuthorities },
})

/** Counts the calls of a door; the end of a session is heard beside whoever else listens. */
function counting(take: TakeCall, slot: Slot): TakeCall {
  return (incoming) => {
    const verdict = take(incoming)
    if (!verdict.answer) return verdict
    const onSession = (session: MediaSession) => {
      slot.calls++
      verdict.onSession({
        ...session,
        onEnd: (listen) =>
          session.onEnd((why) => {
            slot.calls--
            listen(why)
          }),
      })
    }
    return { answer: true, onSession }
  }
}

function viewOf(current: LineSettings, slots: Record<Door, Slot>): LinesView {
  const sip = slots.sip.transport as Sip | null
  const doors = Object.fromEntries(DOORS.map((door) => [door, statusOf(slots[door])])) as Record<Door, DoorStatus>
  if (sip) doors.sip.calls = sip.calls()
  return {
    ...withoutSecrets(current),
    doors,
    lines: (sip?.lines() ?? []).map(({ id, status, calls }) => ({
      ...{ id, calls, state: status.state, why: status.why },
      since: status.since.toISOString(),
    })),
    control: (slots.freeswitch.transport as FreeSwitchTransport | null)?.control() ?? 'off',
  }
}

const statusOf = ({ transport, why, calls }: Slot): DoorStatus => ({
  state: transport ? 'open' : why ? 'failed' : 'off',
  listening: transport?.listening ?? null,
  why,
  calls,
})

function measure(metrics: Metrics, slots: Record<Door, Slot>): void {
  const sip = () => slots.sip.transport as Sip | null
  const lines = (state: string) =>
    sip()
      ?.lines()
      .filter(({ status }) => status.state === state).length ?? 0
  metrics.gauge('yinghe_telephone_doors_open', 'Doors for telephone calls that are open', () =>
    DOORS.reduce((sum, door) => sum + (slots[door].transport ? 1 : 0), 0),
  )
  metrics.gauge('yinghe_sip_calls', 'SIP calls in progress', () => sip()?.calls() ?? 0)
  metrics.gauge('yinghe_sip_lines_registered', 'SIP lines that are registered', () => lines('registered'))
  metrics.gauge('yinghe_sip_lines_failed', 'SIP lines whose registration fails', () => lines('failed'))
  metrics.gauge(
    'yinghe_sip_dropped',
    'SIP messages dropped since their sender sent too many',
    () => sip()?.dropped() ?? 0,
  )
}
