import type { AudioFrame } from '#engines/audio.ts'
import type { Key, LegEnd, TransportId } from '#voice/contract.ts'

/**
 * One party of a call as every transport gives it; the transport turns its own codec and rate into frames and back.
 * It exists once the party has answered; listeners are set in the same tick.
 */
export type MediaSession = {
  readonly id: string
  readonly transport: TransportId
  readonly direction: 'in' | 'out'
  /** Number or address of the party and of ours as they came, e.g. `13800001234`; `customerId` when it has signed in. */
  readonly from: string
  readonly to: string
  readonly customerId: string | null
  /** What else the transport knows, e.g. SIP headers `x-…`, Twilio custom parameters. Untrusted. */
  readonly details: Readonly<Record<string, string>>
  /** A frame as it comes. Nothing comes while the party sends nothing; the call fills the gap with silence. */
  onAudio(listen: (frame: AudioFrame) => void): void
  onKey(listen: (key: Key) => void): void
  /** The party put us on hold or took us back. */
  onHold(listen: (held: boolean) => void): void
  /** Comes once, also when we hang up. Afterwards every verb does nothing. */
  onEnd(listen: (why: LegEnd) => void): void
  /** Plays a frame. The caller paces: one each 20 ms, never more than 200 ms ahead. */
  send(frame: AudioFrame): void
  /** Throws away what was sent and not yet played, where the peer can. */
  clear(): void
  sendKeys(keys: Key[]): void
  /** Passes the party on to another number (SIP REFER and its likes); the leg ends with `transferred` when it worked. */
  transfer(target: string): Promise<'transferred' | 'refused' | 'not-able'>
  hangUp(): Promise<void>
  /** The party's own device hears or speaks, so that text goes instead of sound. Absent where only sound goes. */
  readonly device?: DeviceSpeech
  /** Shows a line of the call on the party's screen; absent where there is none. */
  show?(line: ScreenLine): void
  /** Loss, jitter and late packets so far. */
  quality(): { received: number; lost: number; jitterMs: number }
}

/** What a browser hears and says by itself. */
export type DeviceSpeech = {
  /** May turn false during the call, when the device says that it cannot after all. */
  hears(): boolean
  speaks(): boolean
  onVoice(listen: (on: boolean) => void): void
  onText(listen: (heard: { text: string; final: boolean }) => void): void
  /** Says a sentence; how far it got is told by `onSaid`. */
  say(sentence: { id: number; text: string; language: 'zh' | 'en'; speed: number }): void
  /** `characters` of the sentence have been said. */
  onSaid(listen: (said: { id: number; characters: number; done: boolean }) => void): void
  /** Ends what is being said and forgets what waits. */
  hush(): void
}

/** `who` speaks; a line that is not `final` is replaced by the next one of the same speaker. */
export type ScreenLine =
  | { kind: 'caption'; who: 'customer' | 'us'; text: string; final: boolean }
  /** `rating`: the customer is asked how it was, and has not answered yet. */
  | { kind: 'state'; phase: string; ears: string; voice: string; rating: boolean }

/** Decides on a call before it is answered: refuse it, or take it. */
export type Incoming = {
  transport: TransportId
  from: string
  to: string
  customerId: string | null
  details: Record<string, string>
}
export type TakeCall = (
  incoming: Incoming,
) =>
  | { answer: true; onSession: (session: MediaSession) => void }
  | { answer: false; why: 'busy' | 'unknown' | 'closed' }

/** A transport that listens, and that can call out where `dial` is not null. */
export type Transport = {
  id: TransportId
  /** Address it listens on, for the page of lines. */
  listening: string
  dial:
    | ((
        to: string,
        options: { from: string; ringMs: number; signal: AbortSignal },
      ) => Promise<MediaSession | { failed: LegEnd }>)
    | null
  close(): Promise<void>
}
