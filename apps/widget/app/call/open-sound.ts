import worklet from './sound-worklet.js?url&no-inline'

/** Microphone and loudspeaker of a call. `microphone` is null when there is none or it was refused. */
export type Sound = {
  microphone: 'on' | 'denied' | 'absent'
  play(frame: ArrayBuffer): void
  clear(): void
  close(): void
}

/** Asks for the microphone; the browser takes our own voice out of it. `onFrame` gets 20 ms and how loud they are, 0…1. */
export async function openSound(onFrame: (frame: Int16Array, level: number) => void): Promise<Sound> {
  const context = new AudioContext()
  await context.audioWorklet.addModule(worklet)
  await context.resume()
  const player = new AudioWorkletNode(context, 'yinghe-playback', { outputChannelCount: [1] })
  player.connect(context.destination)
  const { stream, microphone } = await askForMicrophone()
  if (stream) {
    const capture = new AudioWorkletNode(context, 'yinghe-capture')
    capture.port.onmessage = ({ data }: MessageEvent<Int16Array>) => onFrame(data, levelOf(data))
    context.createMediaStreamSource(stream).connect(capture)
  }
  return {
    microphone,
    play: (frame) => player.port.postMessage(new Int16Array(frame)),
    clear: () => player.port.postMessage('clear'),
    close() {
      for (const track of stream?.getTracks() ?? []) track.stop()
      void context.close()
    },
  }
}

async function askForMicrophone(): Promise<{ stream: MediaStream | null; microphone: Sound['microphone'] }> {
  if (!navigator.mediaDevices?.getUserMedia) return { stream: null, microphone: 'absent' }
  try {
    const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 }
    return { stream: await navigator.mediaDevices.getUserMedia({ audio }), microphone: 'on' }
  } catch (error) {
    const refused = error instanceof DOMException && error.name === 'NotAllowedError'
    return { stream: null, microphone: refused ? 'denied' : 'absent' }
  }
}

function levelOf(frame: Int16Array): number {
  let sum = 0
  for (const sample of frame) sum += sample * sample
  const loudness = Math.sqrt(sum / frame.length) / 32768
  // Speech lies between -50 and -10 dB.
  return Math.max(0, Math.min(1, (20 * Math.log10(loudness + 1e-6) + 50) / 40))
}
