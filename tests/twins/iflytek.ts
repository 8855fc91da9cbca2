import { createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { HEARD, isLoud, openTwin, type SpeechTwin, spokenPcm } from './speech-sound.ts'

export const IFLYTEK = { appId: 'app1234', apiKey: 'key1234', apiSecret: 'secret1234' }
const MOST_SKEW_MS = 300_000
const LARGEST_PIECE = 1280 * 4

/** Checks who asks as the real gateway does: 401 without a valid signature, 403 for a clock that is off. */
function admit(request: IncomingMessage): number | null {
  const url = new URL(request.url!, `ws://${request.headers.host}`)
  const { authorization, date, host } = Object.fromEntries(url.searchParams)
  if (!authorization || !date || !host) return 401
  if (Math.abs(Date.now() - Date.parse(date)) > MOST_SKEW_MS) return 403
  const signature = createHmac('sha256', IFLYTEK.apiSecret)
    .update(`host: ${host}\ndate: ${date}\nGET ${url.pathname} HTTP/1.1`)
    .digest('base64')
  const expected = `api_key="${IFLYTEK.apiKey}", algorithm="hmac-sha256", headers="host date request-line", signature="${signature}"`
  return Buffer.from(authorization, 'base64').toString() === expected ? null : 401
}

type IatFrame = {
  common?: { app_id: string }
  business?: Record<string, unknown>
  data: { status: 0 | 1 | 2; format: string; encoding: string; audio: string }
}

/** iFlytek's dictation: results come while it listens, and the last sentence corrects the one before. */
export const openIatTwin = (): Promise<SpeechTwin> =>
  openTwin({
    admit,
    serve(socket, _request, twin) {
      const sound: Buffer[] = []
      let frames = 0
      let last = 0
      const tell = (sn: number, text: string, status: number, more: object = {}) =>
        socket.send(
          JSON.stringify({
            code: 0,
            message: 'success',
            sid: 'iat1',
            data: { status, result: { sn, ls: status === 2, ws: [...text].map((w) => ({ cw: [{ w }] })), ...more } },
          }),
        )
      const fail = (code: number, message: string) => {
        socket.send(JSON.stringify({ code, message, sid: 'iat1' }))
        socket.close()
      }
      socket.on('message', (raw) => {
        const frame = JSON.parse(String(raw)) as IatFrame
        const fault = frames === 0 ? twin.faults.shift() : null
        if (fault) return fail(fault, 'as asked')
        if (frames === 0) {
          if (frame.common?.app_id !== IFLYTEK.appId) return fail(10313, 'invalid appid')
          twin.last = frame.business ?? {}
          if (frame.data.status !== 0 && frame.data.status !== 2) twin.violations.push('the first frame has status 0')
          if (frame.business?.domain !== 'iat') return fail(10163, 'param validate error')
        } else if (frame.common || frame.business) twin.violations.push('settings after the first frame')
        if (frame.data.format !== 'audio/L16;rate=16000' || frame.data.encoding !== 'raw')
          twin.violations.push('format')
        const piece = Buffer.from(frame.data.audio, 'base64')
        if (piece.length > LARGEST_PIECE) twin.violations.push(`a piece of ${piece.length} bytes`)
        // Timers are not exact: two in a row may come together, but never many.
        const now = performance.now()
        if (frames > 0 && frames % 10 === 0 && now - last < 40) twin.violations.push('faster than a server takes it')
        if (frames % 10 === 0) last = now
        frames += 1
        sound.push(piece)
        if (frame.data.status !== 2) {
          if (frames === 5 && isLoud(Buffer.concat(sound))) tell(1, '查寻', 1, { pgs: 'apd' })
          return
        }
        if (!isLoud(Buffer.concat(sound))) tell(1, '', 2)
        else {
          tell(2, HEARD.slice(0, 4), 1, { pgs: 'rpl', rg: [1, 1] })
          tell(3, HEARD.slice(4), 2, { pgs: 'apd' })
        }
        socket.close()
      })
    },
  })

/** iFlytek's voices: sound in base64, a fifth of a second a character. */
export const openIflytekTtsTwin = (): Promise<SpeechTwin> =>
  openTwin({
    admit,
    serve(socket, _request, twin) {
      socket.on('message', (raw) => {
        const { common, business, data } = JSON.parse(String(raw)) as {
          common: { app_id: string }
          business: { aue: string; auf: string; vcn: string; tte: string; speed: number }
          data: { status: number; text: string }
        }
        twin.last = business
        const fault = twin.faults.shift() ?? (common.app_id === IFLYTEK.appId ? 0 : 10313)
        if (fault) {
          socket.send(JSON.stringify({ code: fault, message: 'as asked', sid: 'tts1' }))
          socket.close()
          return
        }
        if (data.status !== 2 || business.aue !== 'raw' || business.tte !== 'UTF8') twin.violations.push('settings')
        const text = Buffer.from(data.text, 'base64').toString('utf8')
        const pcm = spokenPcm(text, 16_000, 2 ** ((business.speed - 50) / 50))
        for (let at = 0; at < pcm.length; at += 10_000) {
          const status = at + 10_000 >= pcm.length ? 2 : 1
          const audio = pcm.subarray(at, at + 10_000).toString('base64')
          socket.send(
            JSON.stringify({ code: 0, message: 'success', sid: 'tts1', data: { audio, status, ced: String(at) } }),
          )
        }
      })
    },
  })
