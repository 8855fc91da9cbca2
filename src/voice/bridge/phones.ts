import type { Database } from '#platform/db/open.ts'
import type { Actor } from '#platform/http/route.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Log } from '#platform/log.ts'
import type { PhoneCall, PhoneServerFrame, PhoneState, Ringing } from '#voice/bridge/contract.ts'
import { removePhone, writePhone } from '#voice/bridge/queries.ts'
import type { DeviceSpeech } from '#voice/transports/contract.ts'
import type { Timers } from '#voice/transports/timers.ts'

/** The connection of one browser. */
export type PhoneLink = {
  say(frame: PhoneServerFrame): void
  sound(frame: Int16Array): void
  close(code: number, why: string): void
}

/** An agent's phone: there as long as a browser is, and while he may come back to a call. */
export type Phone = {
  userId: string
  name: string
  actor: Actor
  link: PhoneLink | null
  /** What his browser recognises by itself. */
  device: PhoneDevice
  ready: boolean
  missed: boolean
  /** Rejected a call just now. */
  resting: boolean
  ringing: Map<string, Ringing>
  /** The customer he calls; `off` calls it off. */
  dialling: { shown: NonNullable<PhoneState['dialling']>; off: () => void } | null
  /** The call he is in, and since when. */
  callId: string | null
  since: number
  afterCall: PhoneState['afterCall']
}

export type PhonesDeps = {
  database: Database
  node: string
  timers: Timers
  log: Log
  /** A call as one in it sees it. */
  callOf: (phone: Phone) => PhoneCall | null
}

/** So long after a call nothing rings, unless the agent is ready before. */
const AFTER_CALL_MS = 60_000
const REST_MS = 8_000

/** The phones of agents whose browsers are connected to this node. */
export function openPhones({ database, node, timers, log, callOf }: PhonesDeps) {
  const phones = new Map<string, Phone>()
  const known = new Map<string, string>()
  let order: Promise<unknown> = Promise.resolve()

  /** Tells the browser how its phone stands, and everybody else what they must know of that. */
  const changed = (phone: Phone): void => {
    phone.link?.say({ type: 'state', phone: stateOf(phone, callOf(phone)) })
    const status = phones.has(phone.userId) && phone.link ? coarse(phone) : 'off'
    if ((known.get(phone.userId) ?? 'off') === status) return
    known.set(phone.userId, status)
    order = order
      .then(() => keep({ database, node }, phone.userId, phones.has(phone.userId), status))
      .catch((error: unknown) => log.error({ err: error }, 'the state of a phone was not kept'))
  }
  const resting = new Set<() => void>()
  return {
    find: (userId: string | null): Phone | null => (userId === null ? null : (phones.get(userId) ?? null)),
    all: (): Iterable<Phone> => phones.values(),
    changed,
    /** Nobody rests any more; resolves when everything that is to be kept is kept. */
    settled(): Promise<unknown> {
      for (const stop of resting) stop()
      return order
    },
    /** A browser connects; the one that was there before is told to stop. */
    connect(
      actor: Extract<Actor, { kind: 'user' }>,
      link: PhoneLink,
      hello: { ready: boolean; hears: boolean },
    ): Phone {
      const { id: userId, name } = actor
      const before = phones.get(userId)
      before?.link?.close(4409, 'opened in another window')
      const empty = { missed: false, resting: false, dialling: null, callId: null, since: 0, afterCall: null }
      const { ready } = hello
      const device = before?.device ?? openPhoneDevice()
      const phone: Phone = before ?? { userId, name, actor, link, device, ready, ringing: new Map(), ...empty }
      Object.assign(phone, { actor, name, link, ready })
      device.able = hello.hears
      phones.set(userId, phone)
      return phone
    },
    /** The browser has gone; true unless another one has taken its place. */
    disconnect(phone: Phone, link: PhoneLink): boolean {
      if (phone.link !== link) return false
      phone.link = null
      return true
    },
    /** Another node leads it from now on, and tells how it stands; unless its browser came back here meanwhile. */
    hand(phone: Phone, link: PhoneLink): void {
      if (phone.link !== link) return
      phone.link = null
      phones.delete(phone.userId)
      known.delete(phone.userId)
    },
    /** Nobody can come back to a call here. */
    forget(phone: Phone): void {
      if (phone.link || phone.callId) return
      phones.delete(phone.userId)
      changed(phone)
    },
    /** After a call the agent writes down what came of it. */
    rest(phone: Phone, after: Omit<NonNullable<PhoneState['afterCall']>, 'until'> | null): void {
      const until = timers.now() + AFTER_CALL_MS
      const own = after && { ...after, until: new Date(until).toISOString() }
      if (own) phone.afterCall = own
      else phone.resting = true
      const stop = timers.after(own ? AFTER_CALL_MS : REST_MS, () => {
        resting.delete(stop)
        if (own && phone.afterCall !== own) return
        if (own) phone.afterCall = null
        else phone.resting = false
        changed(phone)
      })
      resting.add(stop)
    },
  }
}
export type Phones = ReturnType<typeof openPhones>

const keep = (
  { database, node }: Pick<PhonesDeps, 'database' | 'node'>,
  userId: string,
  isThere: boolean,
  status: 'off' | 'ready' | 'busy',
) =>
  database.transaction(async (tx) => {
    if (isThere) await writePhone(tx, userId, status, node)
    else await removePhone(tx, userId, node)
    const payload = { userId, status }
    const actor = `user:${userId}`
    await appendEvents(tx, [{ kind: 'phone.changed', conversationId: null, customerId: null, actor, payload }])
  })

/** Whether a call may ring here. */
export const mayRing = (phone: Phone): boolean =>
  phone.link !== null && phone.ready && !phone.resting && !phone.dialling && phone.callId === null && !phone.afterCall

const coarse = (phone: Phone): 'off' | 'ready' | 'busy' => {
  if (phone.callId || (phone.ready && !mayRing(phone))) return 'busy'
  return phone.ready ? 'ready' : 'off'
}

function stateOf(phone: Phone, call: PhoneCall | null): PhoneState {
  const { ready, missed, resting, afterCall } = phone
  const ringing = [...phone.ringing.values()]
  const resting_ = resting ? 'resting' : ready ? 'ready' : missed ? 'missed' : 'off'
  const waiting = phone.dialling ? 'dialling' : afterCall ? 'after-call' : resting_
  const status = call ? 'talking' : ringing.length ? 'ringing' : waiting
  return { ready, status, ringing, dialling: phone.dialling?.shown ?? null, call, afterCall }
}

export type PhoneDevice = DeviceSpeech & {
  able: boolean
  voice(on: boolean): void
  text(heard: { text: string; final: boolean }): void
}

/** What a browser hears, whichever connection it comes by. It says nothing: people do. */
function openPhoneDevice(): PhoneDevice {
  let onVoice = (_: boolean) => {}
  let onText = (_: { text: string; final: boolean }) => {}
  const device: PhoneDevice = {
    able: false,
    voice: (on) => onVoice(on),
    text: (heard) => onText(heard),
    hears: () => device.able,
    speaks: () => false,
    onVoice(listen) {
      onVoice = listen
    },
    onText(listen) {
      onText = listen
    },
    say: () => {},
    onSaid: () => {},
    hush: () => {},
  }
  return device
}
