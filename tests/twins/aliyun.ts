import { createHmac } from 'node:crypto'
import { HEARD, isLoud, openTwin, type SpeechTwin, spokenPcm } from './speech-sound.ts'

export const ALIYUN = { accessKeyId: 'id1', accessKeySecret: 'secret1', appKey: 'app1' }
const TOKEN = 'token-of-the-twin'
const OK = 20000000

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

type Command = { header: Record<string, string>; payload?: Record<string, unknown> }

/** NLS: tokens over HTTP (signed as POP RPC wants it), transcription and voices over a WebSocket. */
export const openAliyunTwin = (): Promise<SpeechTwin> =>
  openTwin({
    answer(request, _body, twin) {
      const url = new URL(request.url!, 'http://twin')
      const values = Object.fromEntries(url.searchParams)
      const { Signature, ...rest } = values
      const query = Object.keys(rest)
        .sort()
        .map((name) => `${encode(name)}=${encode(rest[name]!)}`)
        .join('&')
      const expected = createHmac('sha1', `${ALIYUN.accessKeySecret}&`)
        .update(`GET&%2F&${encode(query)}`)
        .digest('base64')
      const fault = twin.faults.shift()
      if (fault) return { status: fault, body: '{}' }
      if (Signature !== expected || rest.AccessKeyId !== ALIYUN.accessKeyId || rest.Action !== 'CreateToken')
        return { status: 400, body: JSON.stringify({ Code: 'SignatureDoesNotMatch' }) }
      return { status: 200, body: JSON.stringify({ Token: { Id: TOKEN, ExpireTime: Date.now() / 1000 + 3600 } }) }
    },
    admit: (request) => (request.headers['x-nls-token'] === TOKEN ? null : 403),
    serve(socket, _request, twin) {
      const sound: Buffer[] = []
      let task = ''
      const tell = (name: string, payload: object = {}, status = OK) =>
        socket.send(
          JSON.stringify({ header: { namespace: 'Default', name, status, message_id: 'm', task_id: task }, payload }),
        )
      const begin = ({ header, payload = {} }: Command) => {
        task = header.task_id!
        twin.last = payload
        if (!/^[0-9a-f]{32}$/.test(task)) twin.violations.push('task_id')
        const fault = twin.faults.shift() ?? (header.appkey === ALIYUN.appKey ? 0 : 40020105)
        if (fault) return tell('TaskFailed', {}, fault)
        if (header.name === 'StartTranscription') return setTimeout(() => tell('TranscriptionStarted'), 20)
        const { text, sample_rate, speech_rate } = payload as { text: string; sample_rate: number; speech_rate: number }
        tell('MetaInfo')
        const pcm = spokenPcm(text, sample_rate, 2 ** (speech_rate / 500))
        for (let at = 0; at < pcm.length; at += 4001) socket.send(pcm.subarray(at, at + 4001), { binary: true })
        tell('SynthesisCompleted')
      }
      socket.on('message', (data, isBinary) => {
        if (isBinary) {
          const piece = data as Buffer
          if (!task) twin.violations.push('sound before TranscriptionStarted')
          if (piece.length > 3200) twin.violations.push(`a piece of ${piece.length} bytes`)
          sound.push(piece)
          if (sound.length === 3 && isLoud(Buffer.concat(sound)))
            tell('TranscriptionResultChanged', { index: 1, result: '查询' })
          return
        }
        const command = JSON.parse(String(data)) as Command
        if (command.header.name !== 'StopTranscription') return begin(command)
        if (command.header.task_id !== task) twin.violations.push('another task_id')
        if (isLoud(Buffer.concat(sound))) {
          tell('SentenceEnd', { index: 1, result: HEARD.slice(0, 3), confidence: 0.9 })
          tell('SentenceEnd', { index: 2, result: HEARD.slice(3), confidence: 0.7 })
        }
        tell('TranscriptionCompleted')
      })
    },
  })
