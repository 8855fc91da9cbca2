import { type Hearing, openHearing } from './hearing.ts'
import worklet from './sound-worklet.js?url&no-inline'

export type Microphone = 'on' | 'denied' | 'absent'

/** Microphone and loudspeaker of a call. Frames are 20 ms of 16-bit samples at 16 kHz. */
export type Sound = {
  microphone: Microphone
  /** Tells how loud the frame is, 0…1. */
  play(frame: ArrayBuffer): number
  clear(): void
  /** False while the browser keeps quiet because nobody has touched the page yet. */
  audible(): boolean
  /** To be called while somebody touches the page. */
  wake(): void
  close(): void
}

const WANTED = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 }

type SoundEvents = {
  /** 20 ms, and how loud they are, 0…1. */
  onFrame: (frame: Int16Array, level: number) => void
  /** Somebody speaks into the microphone, or has finished; never where the browser cannot tell. */
  onVoice: (on: boolean) => void
}

/** Asks for the microphone; the browser takes our own voice out of it. */
export async function openSound({ onFrame, onVoice }: SoundEvents): Promise<Sound> {
  const context = new AudioContext()
  const wake = () => void context.resume().catch(() => undefined)
  await context.audioWorklet.addModule(worklet)
  wake()
  const player = new AudioWorkletNode(context, 'yinghe-playback', { outputChannelCount: [1] })
  player.connect(context.destination)
  const { stream, microphone } = await askForMicrophone()
  let closed = false
  let hearing: Hearing | null = null
  if (stream) {
    const capture = new AudioWorkletNode(context, 'yinghe-capture')
    capture.port.onmessage = ({ data }: MessageEvent<Int16Array>) => onFrame(data, levelOf(data))
    context.createMediaStreamSource(stream).connect(capture)
    // The call does not wait for it.
    void openHearing({ context, stream, onVoice: (on) => !closed && onVoice(on) }).then((opened) => {
      hearing = opened
      if (closed) opened?.close()
    })
  }
  return {
    microphone,
    play(frame) {
      const samples = new Int16Array(frame)
      player.port.postMessage(samples)
      return levelOf(samples)
    },
    clear: () => player.port.postMessage('clear'),
    audible: () => context.state === 'running',
    wake,
    close() {
      closed = true
      hearing?.close()
      stopAll(stream)
      void context.close().catch(() => undefined)
    },
  }
}

/** Asks whether there is a microphone that may be used, and lets go of it again. */
export async function tryMicrophone(): Promise<Microphone> {
  const { stream, microphone } = await askForMicrophone()
  stopAll(stream)
  return microphone
}

const stopAll = (stream: MediaStream | null) => {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

async function askForMicrophone(): Promise<{ stream: MediaStream | null; microphone: Microphone }> {
  if (!navigator.mediaDevices?.getUserMedia) return { stream: null, microphone: 'absent' }
  try {
    return { stream: await navigator.mediaDevices.getUserMedia({ audio: WANTED }), microphone: 'on' }
  } catch (error) {
    const refused = error instanceof DOMException && error.name === 'NotAllowedError'
    return { stream: null, microphone: refused ? 'denied' : 'absent' }
  }
}

function levelOf(frame: Int16Array): number {
  let sum = 0
  for (const sample of frame) sum += sample * sample
  const loudness = Math.sqrt(sum / Math.max(1, frame.length)) / 32768
  // Speech lies between -50 and -10 dB.
  return Math.max(0, Math.min(1, (20 * Math.log10(loudness + 1e-6) + 50) / 40))
}
