import { HEARD, isLoud, openTwin, type SpeechTwin, spokenPcm } from './speech-sound.ts'

type Ears = {
  /** The text of what was spoken, or what there is of it; '' as long as it cannot be told. */
  hears?: (pcm: Buffer) => string
  feeling?: 'HAPPY' | 'ANGRY' | 'NEUTRAL'
}

/** A FunASR runtime in two passes; its second pass writes tags as SenseVoice does. */
export const openFunasrTwin = ({ hears = () => HEARD, feeling = 'HAPPY' }: Ears = {}): Promise<SpeechTwin> =>
  openTwin({
    admit: (request) => (request.headers['sec-websocket-protocol'] === 'binary' ? null : 400),
    serve(socket, _request, twin) {
      const sound: Buffer[] = []
      let told = false
      const heard = (): string => {
        const pcm = Buffer.concat(sound)
        return isLoud(pcm) ? hears(pcm) : ''
      }
      const tell = (mode: string, text: string) => socket.send(JSON.stringify({ mode, text, is_final: false }))
      socket.on('message', (data, isBinary) => {
        if (isBinary) {
          sound.push(data as Buffer)
          const text = told || sound.length % 4 ? '' : heard()
          if (text) tell('2pass-online', text.slice(0, 2))
          told ||= text !== ''
          return
        }
        const asked = JSON.parse(String(data)) as Record<string, unknown>
        if (asked.is_speaking !== false) {
          twin.last = asked
          if (asked.mode !== '2pass' || asked.audio_fs !== 16_000) twin.violations.push('settings')
          return
        }
        if (twin.faults.shift()) return socket.terminate()
        const text = heard()
        tell('2pass-offline', text && `<|zh|><|${feeling}|><|Speech|><|withitn|>${text}`)
      })
    },
  })

const asPcm = (floats: Buffer): Buffer => {
  const pcm = Buffer.alloc(floats.length / 2)
  for (let at = 0; at < floats.length; at += 4)
    pcm.writeInt16LE(Math.round(Math.max(-1, Math.min(1, floats.readFloatLE(at))) * 32767), at / 2)
  return pcm
}

/** sherpa-onnx's online server: floats in, a text for each segment out. */
export const openSherpaOnlineTwin = (): Promise<SpeechTwin> =>
  openTwin({
    serve(socket, _request, twin) {
      const sound: Buffer[] = []
      socket.on('message', (data, isBinary) => {
        if (isBinary) {
          if ((data as Buffer).length % 4) twin.violations.push('no whole floats')
          sound.push(asPcm(data as Buffer))
          return
        }
        if (String(data) !== 'Done') twin.violations.push(`a message ${String(data)}`)
        if (twin.faults.shift()) return socket.terminate()
        if (isLoud(Buffer.concat(sound))) {
          socket.send(JSON.stringify({ text: HEARD.slice(0, 2), segment: 0 }))
          socket.send(JSON.stringify({ text: HEARD.slice(0, 4), segment: 0 }))
          socket.send(JSON.stringify({ text: HEARD.slice(4), segment: 1 }))
        }
        socket.send('Done!')
      })
    },
  })

/** sherpa-onnx's offline server: rate and length first, an answer for each stream, and a farewell. */
export const openSherpaOfflineTwin = (): Promise<SpeechTwin> =>
  openTwin({
    serve(socket, _request, twin) {
      let sound = Buffer.alloc(0)
      let told = false
      socket.on('message', (data, isBinary) => {
        if (!isBinary) {
          if (String(data) === 'Done' && told) twin.last = { farewell: true }
          return
        }
        if ((data as Buffer).length > 10_240) twin.violations.push('a piece above 10240 bytes')
        sound = Buffer.concat([sound, data as Buffer])
        if (sound.length < 8 || sound.length < 8 + sound.readInt32LE(4)) return
        if (sound.readInt32LE(0) !== 16_000) twin.violations.push('rate')
        if (twin.faults.shift()) return socket.terminate()
        told = true
        const text = isLoud(asPcm(sound.subarray(8))) ? HEARD : ''
        socket.send(JSON.stringify({ text, lang: '<|zh|>', timestamps: [] }))
      })
    },
  })

export const OPENAI_KEY = 'sk-twin'

/** An OpenAI-compatible server: transcriptions of a form with a WAV in it, and voices as 24 kHz PCM. */
export const openOpenAiSpeechTwin = (): Promise<SpeechTwin> =>
  openTwin({
    answer(request, body, twin) {
      const fault = twin.faults.shift()
      if (fault) return { status: fault, body: '{}' }
      if (request.headers.authorization !== `Bearer ${OPENAI_KEY}`) return { status: 401, body: '{}' }
      if (request.url === '/v1/audio/speech') {
        const asked = JSON.parse(body.toString()) as {
          input: string
          speed: number
          response_format: string
          model: string
        }
        twin.last = asked
        if (asked.response_format !== 'pcm' || !asked.model) twin.violations.push('settings')
        return { status: 200, body: spokenPcm(asked.input, 24_000, asked.speed) }
      }
      if (request.url !== '/v1/audio/transcriptions') return { status: 404, body: '{}' }
      const text = body.toString('latin1')
      const wav = body.subarray(text.indexOf('RIFF'))
      const fields = [...text.matchAll(/name="(\w+)"\r\n\r\n([^\r]*)\r\n/g)]
      twin.last = Object.fromEntries(fields.map(([, name, value]) => [name!, Buffer.from(value!, 'latin1').toString()]))
      if (wav.readUInt32LE(24) !== 16_000 || wav.toString('latin1', 8, 12) !== 'WAVE') twin.violations.push('WAV')
      const pcm = wav.subarray(44, 44 + wav.readUInt32LE(40))
      return { status: 200, body: JSON.stringify({ text: isLoud(pcm) ? HEARD : '' }) }
    },
  })
