import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export const SMS_KEYS = { accessKeyId: 'sms-id', accessKeySecret: 'sms-secret' }
export type Texted = { to: string; sign: string; template: string; values: Record<string, string> }
export type SmsTwin = { url: string; texts: Texted[]; refuse: string | null; close(): Promise<void> }

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

const TIME_MS = 15 * 60_000

/** Aliyun's SendSms: checks signature, nonce, clock and fields in the documented order and answers with its codes. */
export async function openSmsTwin(): Promise<SmsTwin> {
  const nonces = new Set<string>()
  const twin: SmsTwin = { url: '', texts: [], refuse: null, close: async () => undefined }
  const judge = (values: Record<string, string>): string => {
    const { Signature, ...rest } = values
    const query = Object.keys(rest)
      .sort()
      .map((name) => `${encode(name)}=${encode(rest[name]!)}`)
      .join('&')
    const expected = createHmac('sha1', `${SMS_KEYS.accessKeySecret}&`)
      .update(`GET&%2F&${encode(query)}`)
      .digest('base64')
    if (rest.AccessKeyId !== SMS_KEYS.accessKeyId) return 'InvalidAccessKeyId.NotFound'
    if (Signature !== expected) return 'SignatureDoesNotMatch'
    if (nonces.has(rest.SignatureNonce!)) return 'SignatureNonceUsed'
    nonces.add(rest.SignatureNonce!)
    if (!(Math.abs(Date.now() - Date.parse(rest.Timestamp!)) < TIME_MS)) return 'InvalidTimeStamp.Expired'
    if (rest.Action !== 'SendSms' || rest.Version !== '2017-05-25') return 'InvalidAction.NotFound'
    if (!/^1[3-9]\d{9}$/.test(rest.PhoneNumbers ?? '')) return 'isv.MOBILE_NUMBER_ILLEGAL'
    if (!rest.SignName) return 'isv.SMS_SIGNATURE_ILLEGAL'
    if (!/^SMS_\d+$/.test(rest.TemplateCode ?? '')) return 'isv.SMS_TEMPLATE_ILLEGAL'
    return twin.refuse ?? 'OK'
  }
  const server = createServer((request, response) => {
    const values = Object.fromEntries(new URL(request.url!, 'http://twin').searchParams)
    const code = judge(values)
    if (code === 'OK')
      twin.texts.push({
        to: values.PhoneNumbers!,
        sign: values.SignName!,
        template: values.TemplateCode!,
        values: JSON.parse(values.TemplateParam!),
      })
    const status = code === 'OK' || code.startsWith('isv.') ? 200 : 400
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ Code: code, Message: code, RequestId: 'twin' }))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  twin.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  twin.close = () => new Promise((done) => server.close(() => done()))
  return twin
}
