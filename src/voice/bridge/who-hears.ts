import { type AudioFrame, FRAME_SAMPLES } from '#engines/audio.ts'
import { type BridgeState, CUSTOMER, type Party } from '#voice/bridge/bridge-state.ts'

/** Ids of those whose voices one party of a call hears. Nobody hears himself. */
export function whoHears(state: BridgeState, listener: string): string[] {
  const self = state.parties.find(({ id }) => id === listener)
  if (state.phase !== 'talking' || self?.state !== 'talking') return []
  return state.parties
    .filter((party) => party.id !== listener && party.state === 'talking' && !party.muted)
    .filter((party) => reaches(party, self, state.held))
    .map(({ id }) => id)
}

/** A supervisor is heard by the agent alone, and only when he whispers; who is on hold neither hears nor is heard. */
function reaches(speaker: Party, listener: Party, held: boolean): boolean {
  if (speaker.kind === 'supervisor') return speaker.mode === 'whisper' && listener.kind === 'agent'
  return !(held && (speaker.id === CUSTOMER || listener.id === CUSTOMER))
}

/** Voices one upon the other; null when nobody speaks. One voice alone stays the frame it is. */
export function mix(frames: readonly AudioFrame[]): AudioFrame | null {
  if (frames.length < 2) return frames[0] ?? null
  const sum = new Int16Array(FRAME_SAMPLES)
  for (let n = 0; n < FRAME_SAMPLES; n++) {
    let sample = 0
    for (const frame of frames) sample += frame[n]!
    sum[n] = Math.max(-32_768, Math.min(32_767, sample))
  }
  return sum
}
