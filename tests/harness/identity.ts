import { SignJWT } from 'jose'
import { IDENTITY_SECRET } from './start-server.ts'

/** What a shop's page hands to the widget for its signed-in customer. Times in seconds from now. */
export async function identityToken(
  customerId: string,
  options: { name?: string; secret?: string; issued?: number; expires?: number } = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT(options.name ? { name: options.name } : {})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(customerId)
    .setIssuedAt(now + (options.issued ?? 0))
    .setExpirationTime(now + (options.expires ?? 3600))
    .sign(new TextEncoder().encode(options.secret ?? IDENTITY_SECRET))
}
