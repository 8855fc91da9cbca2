import { createSecretKey } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { AppError } from '#platform/errors.ts'

export type WebTokens = {
  /** A widget session: who the visitor is to us, and whether his site vouched for him. */
  issue(visitor: { customerId: string; verified: boolean }): Promise<{ token: string; expiresAt: string }>
  /** Throws token_invalid or token_expired. */
  verify(token: string): Promise<{ customerId: string; verified: boolean }>
  /** Checks an identity token that the customer's site signed: HS256 `{sub, iat, exp ≤ 12 h, name?}`. */
  verifyIdentity(token: string): Promise<{ externalId: string; name: string | null }>
}

const HOUR_S = 3600
const VISITOR_S = 30 * 24 * HOUR_S
const VERIFIED_S = 12 * HOUR_S
const AUDIENCE = 'yinghe-widget'

export function openWebTokens(secrets: { session: string; identity: string }): WebTokens {
  const session = createSecretKey(Buffer.from(secrets.session))
  const identity = createSecretKey(Buffer.from(secrets.identity))
  return {
    async issue({ customerId, verified }) {
      const expires = Math.floor(Date.now() / 1000) + (verified ? VERIFIED_S : VISITOR_S)
      const token = await new SignJWT({ verified })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(customerId)
        .setAudience(AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(expires)
        .sign(session)
      return { token, expiresAt: new Date(expires * 1000).toISOString() }
    },
    async verify(token) {
      const { sub, verified } = await checked(token, session, { audience: AUDIENCE })
      return { customerId: sub, verified: verified === true }
    },
    async verifyIdentity(token) {
      const { sub, name, exp } = await checked(token, identity, { maxTokenAge: '12h' })
      if (exp - Math.floor(Date.now() / 1000) > 12 * HOUR_S) throw new AppError('token_invalid')
      return { externalId: sub, name: typeof name === 'string' && name.trim() ? name.trim().slice(0, 80) : null }
    },
  }
}

const claims = z.looseObject({ sub: z.string().regex(/^[\w.@:-]{1,64}$/), exp: z.number(), iat: z.number() })

async function checked(
  token: string,
  key: ReturnType<typeof createSecretKey>,
  options: { audience?: string; maxTokenAge?: string },
) {
  try {
    const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], clockTolerance: 30, ...options })
    return claims.parse(payload)
  } catch (error) {
    throw new AppError(error instanceof errors.JWTExpired ? 'token_expired' : 'token_invalid')
  }
}
