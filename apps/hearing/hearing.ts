import { MicVAD } from '@ricky0123/vad-web'
import type { OpenHearing } from '../kit/sound/hearing.ts'

/** Silence after which somebody has finished, and speech below which it was a click. */
const END_MS = 500
const SHORTEST_MS = 120

/**
 * Silero's detector in the browser (vad-web, onnxruntime): when somebody speaks into a microphone that is open already.
 * Everything it needs lies beside this file.
 */
export const openHearing: OpenHearing = async ({ context, stream, onVoice }) => {
  const here = new URL(/* @vite-ignore */ '.', import.meta.url).href
  let speaking = false
  const tell = (on: boolean) => {
    if (speaking === on) return
    speaking = on
    onVoice(on)
  }
  const detector = await MicVAD.new({
    ...{ model: 'v5', processorType: 'AudioWorklet', baseAssetPath: here, onnxWASMBasePath: here },
    ...{ redemptionMs: END_MS, minSpeechMs: SHORTEST_MS, preSpeechPadMs: 0 },
    // Started below: by itself it would write into the console when the call is over before it is loaded.
    startOnLoad: false,
    audioContext: context,
    // The microphone is whose call it is; it is neither asked for again nor let go of here.
    getStream: async () => stream,
    pauseStream: async () => undefined,
    resumeStream: async () => stream,
    ortConfig: (ort) => {
      ort.env.logLevel = 'error'
      ort.env.wasm.numThreads = 1
    },
    onSpeechRealStart: () => tell(true),
    onSpeechEnd: () => tell(false),
    onVADMisfire: () => tell(false),
  })
  await detector.start()
  return { close: () => void detector.destroy().catch(() => undefined) }
}
