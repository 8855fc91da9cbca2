import type { CallTurn } from '#voice/contract.ts'

/** Takes the time of a turn as its stages are passed. A stage that is passed again counts the first time only. */
export type TurnTimer = {
  /** His last sound or key. */
  spoke(at: number): void
  begin(by: 'speech' | 'keys', at: number, ended: { at: number; engine: string | null } | null): void
  mark(stage: 'answer' | 'sound' | 'packet', at: number): void
  said(seq: number): void
}

type Running = Pick<CallTurn, 'toldBy' | 'seq' | 'engine'> & {
  startedAt: Date
  spokeAt: number
  endedAt: number
  toldAt: number
  answer?: number
  sound?: number
}

/** `onTurn` gets each turn once its answer has been sent, or the next turn begins. */
export function openTurnTimer(onTurn: (turn: CallTurn) => void): TurnTimer {
  let spokeAt = 0
  let count = 0
  let running: Running | null = null
  const finish = (packet: number | null) => {
    if (!running) return
    count += 1
    const { startedAt, toldBy, seq, engine, endedAt, toldAt, answer, sound } = running
    const ms = (from: number | undefined, to: number | null | undefined) =>
      from === undefined || to === undefined || to === null ? null : Math.max(0, Math.round(to - from))
    onTurn({
      ...{ n: count, at: startedAt.toISOString(), toldBy, seq, engine },
      quietMs: ms(running.spokeAt, endedAt),
      recogniseMs: ms(endedAt, toldAt),
      answerMs: ms(toldAt, answer),
      speakMs: ms(answer, sound),
      sendMs: ms(sound, packet),
      totalMs: ms(running.spokeAt, packet),
    })
    running = null
  }
  return {
    spoke: (at) => {
      spokeAt = at
    },
    begin(toldBy, at, ended) {
      finish(null)
      const started = { startedAt: new Date(), toldBy, seq: null, engine: ended?.engine ?? null }
      running = { ...started, spokeAt, endedAt: ended?.at ?? at, toldAt: at }
    },
    mark(stage, at) {
      if (!running) return
      if (stage === 'packet') {
        if (running.sound !== undefined) finish(at)
      } else running[stage] ??= at
    },
    said(seq) {
      if (running) running.seq = seq
    },
  }
}
