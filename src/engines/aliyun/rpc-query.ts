import { createHmac } from 'node:crypto'

/** RFC 3986, as the signature wants it. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** The query of a call of Aliyun's RPC interface (signature version 1.0, HMAC-SHA1) with its signature. */
export function rpcQuery(
  keys: { accessKeyId: string; accessKeySecret: string },
  call: Record<string, string>,
  nonce: string,
  at: Date,
): string {
  const values: Record<string, string> = {
    ...call,
    AccessKeyId: keys.accessKeyId,
    Format: 'JSON',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: nonce,
    SignatureVersion: '1.0',
    Timestamp: at.toISOString().replace(/\.\d+Z$/, 'Z'),
  }
  const query = Object.keys(values)
    .sort()
    .map((name) => `${encode(name)}=${encode(values[name]!)}`)
    .join('&')
  const signature = createHmac('sha1', `${keys.accessKeySecret}&`)
    .update(`GET&%2F&${encode(query)}`)
    .digest('base64')
  return `Signature=${encode(signature)}&${query}`
}
