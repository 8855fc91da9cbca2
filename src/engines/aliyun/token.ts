import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { rpcQuery } from '#engines/aliyun/rpc-query.ts'
import { faultOfStatus } from '#engines/socket-talk.ts'
import type { SpeechFault } from '#engines/speech/contract.ts'

export type AliyunKeys = {
  accessKeyId: string
  accessKeySecret: string
  appKey: string
  /** Other addresses, e.g. of another region; empty means Shanghai. */
  url: string
  tokenUrl: string
  /** A list of hot words that was made in the console of NLS. */
  vocabularyId: string
}
export const ALIYUN_GATEWAY = 'wss://nls-gateway-cn-shanghai.aliyuncs.com/ws/v1'
const TOKENS = 'https://nls-meta.cn-shanghai.aliyuncs.com/'
const LIMIT_MS = 5000
/** A token that ends while a call goes on would cut it. */
const EARLY_S = 600

export type TokenSource = () => Promise<string>
export class TokenFault extends Error {
  readonly why: SpeechFault
  constructor(why: SpeechFault, message: string) {
    super(message)
    this.why = why
  }
}

/** The query of `CreateToken` with its signature. */
export function signedQuery(
  keys: Pick<AliyunKeys, 'accessKeyId' | 'accessKeySecret'>,
  nonce: string,
  at: Date,
): string {
  const call = { Action: 'CreateToken', RegionId: 'cn-shanghai', Version: '2019-02-28' }
  return rpcQuery(keys, call, nonce, at)
}

const answer = z.object({ Token: z.object({ Id: z.string().min(1), ExpireTime: z.number() }) })

/** A token is made once and used until shortly before it ends. */
export function openTokens(keys: AliyunKeys): TokenSource {
  let held: { id: string; until: number } | null = null
  let asking: Promise<string> | null = null
  const ask = async (): Promise<string> => {
    const url = `${keys.tokenUrl || TOKENS}?${signedQuery(keys, randomUUID(), new Date())}`
    const response = await fetch(url, { signal: AbortSignal.timeout(LIMIT_MS), redirect: 'error' }).catch((error) => {
      throw new TokenFault('unreachable', String(error))
    })
    const body: unknown = await response.json().catch(() => null)
    // A wrong key is answered with 400 or 404.
    if (!response.ok) {
      const why = response.status >= 400 && response.status < 500 ? 'refused' : faultOfStatus(response.status)
      throw new TokenFault(why, `no token: ${response.status}`)
    }
    const parsed = answer.safeParse(body)
    if (!parsed.success) throw new TokenFault('broken', 'a token of another form')
    held = { id: parsed.data.Token.Id, until: (parsed.data.Token.ExpireTime - EARLY_S) * 1000 }
    return held.id
  }
  return async () => {
    if (held && Date.now() < held.until) return held.id
    asking ??= ask().finally(() => {
      asking = null
    })
    return asking
  }
}

export function aliyunFault(status: number): SpeechFault {
  if ([40000001, 40000010, 40020105, 40020503].includes(status)) return 'refused'
  if ([40000005, 50000001].includes(status)) return 'busy'
  return status === 40000004 ? 'timeout' : 'broken'
}
