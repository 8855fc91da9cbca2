const RATE = 16_000
/** A note is a message, not a lecture; the recogniser hears so much in one piece. */
export const LONGEST_NOTE_S = 60

export type NoteRecording = {
  /** How loud it is now, 0…1. */
  level(): number
  /** The note as a WAV file that every browser plays and the recogniser hears; null when nothing was recorded. */
  stop(): Promise<Blob | null>
  cancel(): void
}

export const canRecordNotes = (): boolean =>
  typeof MediaRecorder === 'function' && Boolean(navigator.mediaDevices?.getUserMedia)

/** Begins to record from the microphone. Rejects where the browser or the person says no. */
export async function recordNote(): Promise<NoteRecording> {
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 }
  const stream = await navigator.mediaDevices.getUserMedia({ audio })
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  context.createMediaStreamSource(stream).connect(analyser)
  const recorder = new MediaRecorder(stream)
  const chunks: Blob[] = []
  recorder.ondataavailable = ({ data }) => chunks.push(data)
  const ended = new Promise<void>((done) => {
    recorder.onstop = () => done()
  })
  recorder.start()
  const end = async () => {
    if (recorder.state !== 'inactive') recorder.stop()
    await ended
    for (const track of stream.getTracks()) track.stop()
    void context.close()
  }
  const waves = new Float32Array(analyser.fftSize)
  return {
    level() {
      analyser.getFloatTimeDomainData(waves)
      const loudness = Math.sqrt(waves.reduce((sum, sample) => sum + sample * sample, 0) / waves.length)
      // Speech lies between -50 and -10 dB.
      return Math.max(0, Math.min(1, (20 * Math.log10(loudness + 1e-6) + 50) / 40))
    },
    async stop() {
      await end()
      const recorded = new Blob(chunks)
      return recorded.size ? asWav(await monoOf(recorded, LONGEST_NOTE_S)) : null
    },
    cancel: () => void end(),
  }
}

/** Any sound the browser can decode as one channel of 16 kHz; what is longer is cut. */
export async function monoOf(sound: Blob, longestSeconds: number): Promise<Int16Array> {
  const decoded = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(await sound.arrayBuffer())
  const seconds = Math.min(decoded.duration, longestSeconds)
  const context = new OfflineAudioContext(1, Math.max(1, Math.ceil(seconds * RATE)), RATE)
  const source = context.createBufferSource()
  source.buffer = decoded
  source.connect(context.destination)
  source.start()
  const samples = (await context.startRendering()).getChannelData(0)
  return Int16Array.from(samples, (sample) => Math.round(Math.max(-1, Math.min(1, sample)) * 32767))
}

const HEAD = 44

/** Samples as a WAV file. */
export function asWav(samples: Int16Array): Blob {
  const bytes = new DataView(new ArrayBuffer(HEAD + samples.length * 2))
  const word = (at: number, text: string) => {
    for (let i = 0; i < 4; i++) bytes.setUint8(at + i, text.charCodeAt(i))
  }
  word(0, 'RIFF')
  bytes.setUint32(4, HEAD - 8 + samples.length * 2, true)
  word(8, 'WAVE')
  word(12, 'fmt ')
  bytes.setUint32(16, 16, true)
  bytes.setUint16(20, 1, true)
  bytes.setUint16(22, 1, true)
  bytes.setUint32(24, RATE, true)
  bytes.setUint32(28, RATE * 2, true)
  bytes.setUint16(32, 2, true)
  bytes.setUint16(34, 16, true)
  word(36, 'data')
  bytes.setUint32(40, samples.length * 2, true)
  for (const [i, sample] of samples.entries()) bytes.setInt16(HEAD + i * 2, sample, true)
  return new Blob([bytes.buffer as ArrayBuffer], { type: 'audio/wav' })
}

/** 12 → 0:12. */
export const clockOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
