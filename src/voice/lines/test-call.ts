import { AppError } from '#platform/errors.ts'
import type { TestCallResult } from '#voice/lines/contract.ts'
import type { Lines } from '#voice/lines/open-lines.ts'
import { keyTones } from '#voice/transports/key-tones.ts'

const RING_MS = 20_000
const LISTEN_MS = 2000
const LOUD = 300

/** Calls a number over a line, plays two tones, listens for two seconds and hangs up. Throws line_closed. */
export async function callForTest(lines: Lines, lineId: string, to: string): Promise<TestCallResult> {
  const sip = lines.opened('sip')
  if (!sip?.lines().some(({ id }) => id === lineId)) throw new AppError('line_closed')
  const signal = new AbortController().signal
  const call = await sip.dialOver(lineId, to, { from: '', ringMs: RING_MS, signal })
  if ('failed' in call) {
    const known = ['busy', 'no-answer', 'refused'] as const
    return { outcome: known.find((each) => each === call.failed) ?? 'failed', heardSound: false }
  }
  let heardSound = false
  call.onAudio((frame) => {
    heardSound ||= frame.some((sample) => Math.abs(sample) > LOUD)
  })
  for (const frame of keyTones(['1', '3'])) call.send(frame)
  await new Promise<void>((done) => {
    const timer = setTimeout(done, LISTEN_MS)
    call.onEnd(() => {
      clearTimeout(timer)
      done()
    })
  })
  await call.hangUp()
  return { outcome: 'answered', heardSound }
}
