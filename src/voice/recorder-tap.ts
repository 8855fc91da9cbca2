import type { CallTap } from '#voice/call.ts'
import type { Recorder } from '#voice/recording/recorder.ts'

/** Records a call from the moment its notice was heard, with what was said and where. */
export function recorderTap(recorder: Recorder): CallTap {
  let theirs = 0
  let ours = 0
  return {
    noticed: recorder.noticed,
    caller: recorder.caller,
    ours: recorder.ours,
    hold: (on) => (on ? recorder.pause('held') : recorder.resume()),
    listening: () => {
      theirs = recorder.position()
    },
    told: (text, seq) => recorder.line({ side: 'caller', from: theirs, to: recorder.position(), text, seq }),
    speaking: ({ text }) => {
      ours = recorder.position()
      recorder.speaking(text)
    },
    heard: ({ text, seq }) => recorder.line({ side: 'ours', from: ours, to: recorder.position(), text, seq }),
    close: () => recorder.end(),
  }
}
