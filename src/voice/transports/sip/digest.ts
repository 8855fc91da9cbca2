import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Digest authentication of SIP (RFC 3261 § 22, RFC 8760), both as the one who is asked and as the one who asks. */
export type Challenge = {
  realm: string
  nonce: string
  opaque: string | null
  algorithm: 'MD5' | 'SHA-256'
  qop: 'auth' | null
  stale: boolean
}

/** Null for another scheme or an algorithm we do not know. */
export function parseChallenge(value: string): Challenge | null {
  const fields = readFields(value)
  if (!fields || fields.realm === undefined || fields.nonce === undefined) return null
  const algorithm = (fields.algorithm ?? 'MD5').toUpperCase()
  if (algorithm !== 'MD5' && algorithm !== 'SHA-256') return null
  const offers = fields.qop?.split(',').map((each) => each.trim().toLowerCase())
  if (offers && !offers.includes('auth')) return null
  return {
    realm: fields.realm,
    nonce: fields.nonce,
    opaque: fields.opaque ?? null,
    algorithm,
    qop: offers ? 'auth' : null,
    stale: fields.stale?.toLowerCase() === 'true',
  }
}

type Asked = { method: string; uri: string; user: string; password: string; count: number; cnonce?: string }

/** The Authorization value that answers a challenge. */
export function answerChallenge(challenge: Challenge, asked: Asked): string {
  const cnonce = asked.cnonce ?? randomBytes(8).toString('hex')
  const nc = asked.count.toString(16).padStart(8, '0')
  const response = digest(challenge.algorithm, challenge, asked, challenge.qop && { nc, cnonce })
  const quoted = (name: string, text: string) => `${name}="${text.replace(/["\\]/g, '\\$&')}"`
  return `Digest ${[
    quoted('username', asked.user),
    quoted('realm', challenge.realm),
    quoted('nonce', challenge.nonce),
    quoted('uri', asked.uri),
    quoted('response', response),
    `algorithm=${challenge.algorithm}`,
    ...(challenge.opaque === null ? [] : [quoted('opaque', challenge.opaque)]),
    ...(challenge.qop ? ['qop=auth', `nc=${nc}`, quoted('cnonce', cnonce)] : []),
  ].join(', ')}`
}

const NONCE_MS = 5 * 60_000
const MOST_COUNTED = 10_000

/** Asks callers for a password. Nonces need no memory of their own; only used ones are remembered, against replay. */
export function openDoorkeeper(realm: string, now: () => number) {
  const key = randomBytes(32)
  const counts = new Map<string, number>()
  const sign = (time: string) => createHmac('sha256', key).update(time).digest('base64url').slice(0, 22)

  function freshness(nonce: string): 'fresh' | 'stale' | 'foreign' {
    const [time = '', signature = ''] = nonce.split('.')
    if (!sameText(sign(time), signature)) return 'foreign'
    return now() - Number.parseInt(time, 36) < NONCE_MS ? 'fresh' : 'stale'
  }

  return {
    challenge(stale = false): string {
      const time = `${now().toString(36)}-${randomBytes(6).toString('hex')}`
      const nonce = `${time}.${sign(time)}`
      return `Digest realm="${realm}", nonce="${nonce}", algorithm=MD5, qop="auth"${stale ? ', stale=true' : ''}`
    },
    /** Whose password this is; `stale` when it was right but must be given for a new nonce, null when it is wrong. */
    verify(
      value: string,
      method: string,
      passwordOf: (user: string) => string | null,
    ): { user: string } | 'stale' | null {
      const fields = readFields(value)
      if (!fields?.username || !fields.nonce || !fields.response || !fields.uri || fields.realm !== realm) return null
      if (fields.qop !== 'auth' || !/^[0-9a-f]{8}$/i.test(fields.nc ?? '') || !fields.cnonce) return null
      const age = freshness(fields.nonce)
      if (age === 'foreign') return null
      const password = passwordOf(fields.username)
      const expected = digest(
        'MD5',
        { realm, nonce: fields.nonce },
        { method, uri: fields.uri, user: fields.username, password: password ?? randomBytes(16).toString('hex') },
        { nc: fields.nc!, cnonce: fields.cnonce },
      )
      if (password === null || !sameText(expected, fields.response.toLowerCase())) return null
      const count = Number.parseInt(fields.nc!, 16)
      if (age === 'stale' || count <= (counts.get(fields.nonce) ?? 0)) return 'stale'
      counts.delete(fields.nonce)
      counts.set(fields.nonce, count)
      if (counts.size > MOST_COUNTED) counts.delete(counts.keys().next().value!)
      return { user: fields.username }
    },
  }
}
export type Doorkeeper = ReturnType<typeof openDoorkeeper>

function digest(
  algorithm: Challenge['algorithm'],
  { realm, nonce }: { realm: string; nonce: string },
  { method, uri, user, password }: Pick<Asked, 'method' | 'uri' | 'user' | 'password'>,
  counted: { nc: string; cnonce: string } | null,
): string {
  const hash = (text: string) =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text)
      .digest('hex')
  const secret = hash(`${user}:${realm}:${password}`)
  const asked = hash(`${method}:${uri}`)
  return hash(
    counted ? [secret, nonce, counted.nc, counted.cnonce, 'auth', asked].join(':') : [secret, nonce, asked].join(':'),
  )
}

function readFields(value: string): Record<string, string> | null {
  if (!/^digest\s/i.test(value) || value.length > 4096) return null
  const fields: Record<string, string> = {}
  for (const [, name, quoted, plain] of value.slice(7).matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g))
    fields[name!.toLowerCase()] ??= quoted?.replace(/\\(.)/g, '$1') ?? plain ?? ''
  return fields
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
