import { monoOf } from '../../../kit/voice-note.ts'

const LONGEST_S = 15

export type Recording = { stop(): Promise<string> }

/** Records from the microphone; `stop` gives 16 kHz PCM in base64. Rejects where the browser or the person says no. */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: true },
  })
  const recorder = new MediaRecorder(stream)
  const chunks: Blob[] = []
  recorder.ondataavailable = ({ data }) => chunks.push(data)
  recorder.start()
  const ended = new Promise<void>((done) => {
    recorder.onstop = () => done()
  })
  const late = setTimeout(() => recorder.state === 'recording' && recorder.stop(), LONGEST_S * 1000)
  return {
    async stop() {
      clearTimeout(late)
      if (recorder.state === 'recording') recorder.stop()
      await ended
      for (const track of stream.getTracks()) track.stop()
      return asPcm(new Blob(chunks))
    },
  }
}

/** Any sound the browser can decode as 16 kHz, 16 bits, mono, in base64; what is longer than the server takes is cut. */
export async function asPcm(sound: Blob): Promise<string> {
  const bytes = new Uint8Array((await monoOf(sound, LONGEST_S)).buffer)
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
