import type { AsrOptions } from '#engines/asr/contract.ts'
import type { Asr } from '#engines/asr/open-asr.ts'
import type { SpokenLanguage } from '#engines/audio.ts'
import type { VadEngine } from '#engines/vad/contract.ts'
import type { Log } from '#platform/log.ts'
import type { Clock } from '#voice/clock.ts'
import { openDeviceEar } from '#voice/device-speech.ts'
import { type Ear, type EarEvents, openEar } from '#voice/ear.ts'
import type { DeviceSpeech } from '#voice/transports/contract.ts'

export type EarsOptions = {
  clock: Clock
  vad: VadEngine
  asr: Pick<Asr, 'hear' | 'best'>
  device: DeviceSpeech | undefined
  language: () => SpokenLanguage
  /** What may be said now, for recognisers that know only phrases. */
  phrases: () => string[]
  log: Log
}

/**
 * Whoever hears best now: an engine of ours that understands anything, else the customer's own device, else one of ours
 * that knows the phrases of the step, else nobody, and keys are all there is. Asked anew for every utterance.
 */
export function openEars(options: EarsOptions, events: EarEvents): Ear & { who(): string } {
  const { asr, device, language, phrases } = options
  const ours = openEar(
    options,
    only(() => who() !== 'browser' && who() !== 'keys', events),
  )
  const own =
    device &&
    openDeviceEar(
      device,
      options.clock,
      only(() => who() === 'browser', events),
    )
  let listening: Ear = ours
  function who(): string {
    const open = asr.best(language(), null)
    if (open) return open.id
    if (device?.hears()) return 'browser'
    return asr.best(language(), phrases())?.id ?? 'keys'
  }
  return {
    who,
    write: ours.write,
    speaking: () => ours.speaking() || (own?.speaking() ?? false),
    listen(wanted: AsrOptions) {
      listening = who() === 'browser' && own ? own : ours
      const grammar = asr.best(language(), null) ? wanted.grammar : phrases()
      listening.listen({ ...wanted, grammar })
    },
    end: () => listening.end(),
    drop: () => listening.drop(),
    close() {
      ours.close()
      own?.close()
    },
  }
}

const only = (holds: () => boolean, events: EarEvents): EarEvents => ({
  onVoice: (on) => holds() && events.onVoice(on),
  onPartial: (text) => holds() && events.onPartial(text),
})
