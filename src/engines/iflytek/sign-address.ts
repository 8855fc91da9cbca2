import { createHmac } from 'node:crypto'

export type IflytekKeys = {
  appId: string
  apiKey: string
  apiSecret: string /** Another host, e.g. a gateway. */
  url: string
}

/** The address with who asks and when in it; the server takes a clock that is at most five minutes wrong. */
export function signAddress(
  base: string,
  { apiKey, apiSecret }: Pick<IflytekKeys, 'apiKey' | 'apiSecret'>,
  at = new Date(),
): string {
  const url = new URL(base)
  const date = at.toUTCString()
  const signed = `host: ${url.host}\ndate: ${date}\nGET ${url.pathname} HTTP/1.1`
  const signature = createHmac('sha256', apiSecret).update(signed).digest('base64')
  const authorization = `api_key="${apiKey}", algorithm="hmac-sha256", headers="host date request-line", signature="${signature}"`
  url.searchParams.set('authorization', Buffer.from(authorization).toString('base64'))
  url.searchParams.set('date', date)
  url.searchParams.set('host', url.host)
  return url.href
}

/** Codes of the documentation: who asks is not let in, or asks too much. */
export function iflytekFault(code: number): 'refused' | 'busy' | 'timeout' | 'broken' {
  if ([10005, 10105, 10110, 10313, 11200].includes(code)) return 'refused'
  if ([10007, 11201, 11202, 11203].includes(code)) return 'busy'
  return [10101, 10200, 10114].includes(code) ? 'timeout' : 'broken'
}
