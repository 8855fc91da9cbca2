import type { PhoneCall, PhoneFrame } from '../../../../src/voice/bridge/contract.ts'
import { browserHears, openOwnHearing } from '../../../kit/sound/own-speech.ts'
import type { Locale } from '../../preferences.ts'

/**
 * Writes down by the browser's own recogniser what the agent says. A browser may send the sound to its maker, so it runs
 * only while the exchange asks for it.
 */
export function openCallWords(locale: () => Locale, tell: (frame: PhoneFrame) => void) {
  let able = browserHears()
  let hearing: ReturnType<typeof openOwnHearing> | null = null
  const stop = () => {
    hearing?.stop()
    hearing = null
  }
  const start = () => {
    hearing ??= openOwnHearing(locale(), {
      onVoice: (on) => tell({ type: 'voice', on }),
      onText: (text, final) => tell({ type: 'text', text, final }),
      onUnable() {
        able = false
        stop()
        tell({ type: 'unable' })
      },
    })
    hearing.start()
  }
  return {
    able: () => able,
    voice: (on: boolean) => hearing?.voice(on),
    follow(call: PhoneCall | null) {
      if (able && call?.transcript.device && !call.muted) start()
      else stop()
    },
  }
}
