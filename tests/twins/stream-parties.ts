// The other ends of AudioSocket, FreeSWITCH and Twilio, as their documentation has them.
import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { WebSocket } from 'ws'
import { audioSocketFrame, KIND, openAudioSocketFraming } from '#voice/transports/audiosocket-framing.ts'
import type { Party } from '#voice/transports/conformance.ts'
import { bytesFrom, samplesFrom } from '#voice/transports/pcm.ts'
import { decodeG711, encodeG711 } from '#voice/transports/rtp/g711.ts'
import { openDoubler, openHalver } from '#voice/transports/rtp/resample.ts'

const joined = (parts: Int16Array[]) => Int16Array.from(parts.flatMap((part) => [...part]))

/** Asterisk's application AudioSocket(uuid, host:port). */
export async function callByAudioSocket(address: string, uuid: string, rate: 8000 | 16_000 = 8000): Promise<Party> {
  const [host, port] = address.split(':')
  const socket = connect(Number(port), host)
  await once(socket, 'connect')
  socket.write(audioSocketFrame(KIND.uuid, Buffer.from(uuid.replaceAll('-', ''), 'hex')))
  const [framing, double, halve] = [openAudioSocketFraming(), openDoubler(), openHalver()]
  const heard: Int16Array[] = []
  let over = false
  socket.on('error', () => {})
  socket.on('data', (chunk) => {
    for (const { kind, payload } of framing(chunk)) {
      if (kind === KIND.slin8) heard.push(double(samplesFrom(payload)))
      if (kind === KIND.slin16) heard.push(samplesFrom(payload))
      if (kind === KIND.hangup) over = true
    }
  })
  socket.on('close', () => {
    over = true
  })
  const write = (bytes: Buffer) => void (socket.writable && socket.write(bytes))
  return {
    speak: (frame) =>
      write(
        rate === 8000
          ? audioSocketFrame(KIND.slin8, bytesFrom(halve(frame)))
          : audioSocketFrame(KIND.slin16, bytesFrom(frame)),
      ),
    press: (key) => write(audioSocketFrame(KIND.key, Buffer.from(key))),
    hold: null,
    hangUp: () => write(audioSocketFrame(KIND.hangup)),
    heard: () => joined(heard),
    cleared: null,
    isOver: () => over,
    disturb: write,
  }
}

/** A call of Twilio Media Streams, signed as it signs. */
export async function callByTwilio(
  address: string,
  { publicUrl, authToken, from, to }: { publicUrl: string; authToken: string; from: string; to: string },
): Promise<Party> {
  const signature = createHmac('sha1', authToken).update(publicUrl).digest('base64')
  const socket = new WebSocket(`ws://${address}/`, { headers: { 'x-twilio-signature': signature } })
  await once(socket, 'open')
  const streamSid = `MZ${randomUUID().replaceAll('-', '')}`
  const [double, halve] = [openDoubler(), openHalver()]
  const heard: Int16Array[] = []
  let [sequence, chunk, cleared] = [0, 0, 0]
  let over = false
  const send = (message: object) => {
    if (socket.readyState === socket.OPEN)
      socket.send(JSON.stringify({ ...message, sequenceNumber: String(++sequence), streamSid }))
  }
  socket.on('error', () => {})
  socket.on('close', () => {
    over = true
  })
  socket.on('message', (data) => {
    const message = JSON.parse(data.toString())
    if (message.streamSid !== streamSid) throw new Error('a message for another stream')
    if (message.event === 'media') heard.push(double(decodeG711('pcmu', Buffer.from(message.media.payload, 'base64'))))
    if (message.event === 'clear') cleared++
  })
  socket.send(JSON.stringify({ event: 'connected', protocol: 'Call', version: '1.0.0' }))
  const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 }
  const about = { streamSid, accountSid: 'AC1', callSid: 'CA1', tracks: ['inbound'], mediaFormat }
  send({ event: 'start', start: { ...about, customParameters: { from, to } } })
  return {
    speak: (frame) =>
      send({
        event: 'media',
        media: {
          ...{ track: 'inbound', chunk: String(++chunk), timestamp: String(chunk * 20) },
          payload: Buffer.from(encodeG711('pcmu', halve(frame))).toString('base64'),
        },
      }),
    press: (digit) => send({ event: 'dtmf', dtmf: { track: 'inbound_track', digit } }),
    hold: null,
    hangUp: () => send({ event: 'stop', stop: { accountSid: 'AC1', callSid: 'CA1' } }),
    heard: () => joined(heard),
    cleared: () => cleared,
    isOver: () => over,
    disturb: (bytes) =>
      socket.readyState === socket.OPEN && socket.send(bytes, { binary: bytes[0]! < 32 || bytes[0]! > 126 }),
  }
}

/** The event socket of a FreeSWITCH: asks for a password, answers commands, tells events. */
export async function openEventSocketTwin(password: string) {
  const commands: string[] = []
  const listeners = new Set<Socket>()
  const answers: Record<string, string> = {}
  let onKill = (_: string) => {}
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.write('Content-Type: auth/request\n\n')
    socket.on('close', () => listeners.delete(socket))
    let held = ''
    socket.on('data', (data) => {
      held += data.toString()
      for (let end = held.indexOf('\n\n'); end >= 0; end = held.indexOf('\n\n')) {
        const line = held.slice(0, end)
        held = held.slice(end + 2)
        if (line.startsWith('auth '))
          socket.write(
            `Content-Type: command/reply\nReply-Text: ${line === `auth ${password}` ? '+OK accepted' : '-ERR invalid'}\n\n`,
          )
        else if (line.startsWith('event ')) {
          listeners.add(socket)
          socket.write('Content-Type: command/reply\nReply-Text: +OK event listener enabled plain\n\n')
        } else if (line.startsWith('api ')) {
          commands.push(line.slice(4))
          const answer = answers[line.split(' ')[1]!] ?? '+OK'
          socket.write(`Content-Type: api/response\nContent-Length: ${answer.length}\n\n${answer}`)
          if (line.startsWith('api uuid_kill ')) onKill(line.split(' ')[2]!)
        }
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as { port: number }).port,
    commands,
    answers,
    listening: () => listeners.size > 0,
    whenKilled(run: (uuid: string) => void) {
      onKill = run
    },
    tell(name: string, uuid: string, more: Record<string, string> = {}): void {
      const all = { 'Event-Name': name, 'Unique-ID': uuid, ...more }
      const body = `${Object.entries(all)
        .map(([key, value]) => `${key}: ${encodeURIComponent(value)}`)
        .join('\n')}\n\n`
      for (const socket of listeners)
        socket.write(`Content-Length: ${body.length}\nContent-Type: text/event-plain\n\n${body}`)
    },
    close(): void {
      for (const socket of listeners) socket.destroy()
      server.close()
    },
  }
}
type EventSocketTwin = Awaited<ReturnType<typeof openEventSocketTwin>>

type FreeSwitchCall = { secret: string; rate: 8000 | 16_000; control: EventSocketTwin; from: string; to: string }

/** A call of FreeSWITCH whose sound a module carries over a WebSocket. */
export async function callByFreeSwitch(
  address: string,
  { secret, rate, control, from, to }: FreeSwitchCall,
): Promise<Party> {
  const uuid = randomUUID()
  const socket = new WebSocket(`ws://${address}/`, { headers: { authorization: `Bearer ${secret}` } })
  await once(socket, 'open')
  const [double, halve] = [openDoubler(), openHalver()]
  const heard: Int16Array[] = []
  let [over, cleared] = [false, 0]
  const play = (bytes: Buffer) => heard.push(rate === 8000 ? double(samplesFrom(bytes)) : samplesFrom(bytes))
  socket.on('error', () => {})
  socket.on('close', () => {
    over = true
  })
  socket.on('message', (data, isBinary) => {
    if (isBinary) return void play(data as Buffer)
    const message = JSON.parse(data.toString())
    if (message.type === 'streamAudio') play(Buffer.from(message.data.audioData, 'base64'))
    if (message.type === 'killAudio') cleared++
  })
  socket.send(JSON.stringify({ uuid, from, to }))
  return {
    speak: (frame) => socket.readyState === socket.OPEN && socket.send(bytesFrom(rate === 8000 ? halve(frame) : frame)),
    press: (key) => control.tell('DTMF', uuid, { 'DTMF-Digit': key }),
    hold: (on) => control.tell(on ? 'CHANNEL_HOLD' : 'CHANNEL_UNHOLD', uuid),
    hangUp: () => control.tell('CHANNEL_HANGUP', uuid),
    heard: () => joined(heard),
    cleared: () => cleared,
    isOver: () => over,
    disturb: (bytes) =>
      socket.readyState === socket.OPEN && socket.send(bytes, { binary: bytes[0]! < 32 || bytes[0]! > 126 }),
  }
}
