import type { CallTap } from '#voice/call.ts'
import type { Line } from '#voice/playout.ts'
import type { Recorder } from '#voice/recording/recorder.ts'

/** Records a call from the moment its notice was heard, with what was said and where. */
/** Words by which a caller says that he does not want to be recorded; on the telephone star says the same. */
const REFUSES = /(?:不要|别|不想|不同意|拒绝|停止).{0,4}录音|(?:no|not|stop|don't|do not).{0,12}record/i

/** `onConsent` hears what the caller made of the notice: by staying, by key or by words. */
export function recorderTap(
  recorder: Recorder,
  onConsent: (given: boolean, how: 'stayed' | 'key' | 'words') => void,
): CallTap {
  const refuse = (how: 'key' | 'words') => {
    recorder.refuse()
    onConsent(false, how)
  }
  let theirs = 0
  // A sentence begins on the line a little before the one ahead of it is heard to its end.
  const begun = new WeakMap<Line, number>()
  return {
    noticed() {
      recorder.noticed()
      onConsent(true, 'stayed')
    },
    key(key) {
      if (key === '*') refuse('key')
      return false
    },
    caller: recorder.caller,
    ours: recorder.ours,
    hold: (on) => (on ? recorder.pause('held') : recorder.resume('held')),
    listening: () => {
      theirs = recorder.position()
    },
    told(text, seq) {
      if (REFUSES.test(text)) refuse('words')
      else recorder.line({ side: 'caller', from: theirs, to: recorder.position(), text, seq })
      return false
    },
    speaking(line) {
      begun.set(line, recorder.position())
      recorder.speaking(line.text)
    },
    heard(line) {
      const to = recorder.position()
      recorder.line({ side: 'ours', from: begun.get(line) ?? to, to, text: line.text, seq: line.seq })
    },
    close: () => recorder.end(),
  }
}
