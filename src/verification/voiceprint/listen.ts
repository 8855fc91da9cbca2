/** Samples a second, and in one frame. */
const RATE = 16_000
/** Kept of a caller's speech, in memory and only while he is on the line. */
const KEPT_S = 30

type Heard = { at: number; frame: Int16Array }
type Line = { conversationOf: () => Promise<string | null>; heard: Heard[]; samples: number }

export type Listening = {
  /** A tap for one call: keeps the customer's own speech. */
  tap(call: { id: string; conversationOf: () => Promise<string | null> }): {
    caller: (frame: Int16Array, speaking: boolean) => void
    close: () => void
  }
  /** What the customer of a conversation has said on its call since then; null when there is no call. */
  since(conversationId: string, at: number): Promise<Int16Array | null>
}

export const secondsOf = (samples: Int16Array | null): number => (samples ? samples.length / RATE : 0)

/** Callers on this node whose speech may become a voiceprint or be compared with one. */
export function openListening(now = Date.now): Listening {
  const lines = new Map<string, Line>()
  return {
    tap({ id, conversationOf }) {
      const line: Line = { conversationOf, heard: [], samples: 0 }
      lines.set(id, line)
      return {
        caller(frame, speaking) {
          if (!speaking) return
          line.heard.push({ at: now(), frame: Int16Array.from(frame) })
          line.samples += frame.length
          while (line.samples > KEPT_S * RATE) line.samples -= line.heard.shift()!.frame.length
        },
        close: () => void lines.delete(id),
      }
    },
    async since(conversationId, at) {
      for (const line of lines.values()) {
        if ((await line.conversationOf()) !== conversationId) continue
        const frames = line.heard.filter((one) => one.at >= at).map(({ frame }) => frame)
        const all = new Int16Array(frames.reduce((sum, frame) => sum + frame.length, 0))
        let place = 0
        for (const frame of frames) {
          all.set(frame, place)
          place += frame.length
        }
        return all
      }
      return null
    },
  }
}
