import { allowsAddress } from '#voice/transports/address-list.ts'
import type { Doorkeeper } from '#voice/transports/sip/digest.ts'
import type { Line } from '#voice/transports/sip/lines.ts'
import { headerOf } from '#voice/transports/sip/message.ts'
import type { Asked } from '#voice/transports/sip/transactions.ts'

/**
 * Who may call: whoever comes from an address that a line allows, or knows the password of a line that takes callers
 * with one. A line over TLS is for
 * callers over TLS. Answers the request itself when the caller must stay out, and then gives null.
 */
export function admit(asked: Asked, lines: readonly Line[], door: Doorkeeper): Line | null {
  const reachable = lines.filter(({ transport }) => transport !== 'tls' || asked.peer.transport === 'tls')
  const byAddress = reachable.find((line) => allowsAddress(line.allow, asked.peer.address))
  if (byAddress) return byAddress
  const withPassword = reachable.filter((line) => line.takesPassword && line.user && line.password)
  if (!withPassword.length) {
    asked.answer(403)
    return null
  }
  const given = headerOf(asked.request, 'authorization')
  const lineOf = (user: string) => withPassword.find((line) => line.user === user)
  const verdict = given ? door.verify(given, asked.request.method, (user) => lineOf(user)?.password ?? null) : null
  if (verdict && verdict !== 'stale') return lineOf(verdict.user) ?? null
  asked.answer(401, { headers: [['www-authenticate', door.challenge(verdict === 'stale')]] })
  return null
}
