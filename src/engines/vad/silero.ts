import { SAMPLE_RATE } from '#engines/audio.ts'
import type { Sherpa, SherpaVad } from '#engines/sherpa/load-sherpa.ts'
import type { VadEngine } from '#engines/vad/contract.ts'

/** Short, because turn-taking waits for the end of a turn by rules of its own. */
const MIN_SILENCE_S = 0.1
const MIN_SPEECH_S = 0.1
/** The detector keeps sound for segments that we do not take from it. */
const BUFFER_S = 10
/** An instance takes about 16 MB and 70 ms to open: a few wait for the next call. */
const KEPT = 8

/** Silero in this process: about 0.1 ms for each 32 ms of sound. */
export function openSileroVad(sherpa: Sherpa, model: string): VadEngine {
  const idle: SherpaVad[] = []
  const config = {
    sileroVad: {
      model,
      threshold: 0.5,
      minSilenceDuration: MIN_SILENCE_S,
      minSpeechDuration: MIN_SPEECH_S,
      maxSpeechDuration: 3600,
      windowSize: 512,
    },
    sampleRate: SAMPLE_RATE,
    numThreads: 1,
    debug: false,
  }
  return {
    id: 'silero',
    open() {
      let vad: SherpaVad | null = idle.pop() ?? new sherpa.Vad(config, BUFFER_S)
      return {
        write(frame) {
          if (!vad) return false
          vad.acceptWaveform(asFloats(frame))
          while (!vad.isEmpty()) vad.pop()
          return vad.isDetected()
        },
        reset: () => vad?.reset(),
        close() {
          vad?.reset()
          if (vad && idle.length < KEPT) idle.push(vad)
          vad = null
        },
      }
    },
    async close() {
      idle.length = 0
    },
  }
}

function asFloats(frame: Int16Array): Float32Array {
  const floats = new Float32Array(frame.length)
  for (let n = 0; n < frame.length; n++) floats[n] = frame[n]! / 32768
  return floats
}
