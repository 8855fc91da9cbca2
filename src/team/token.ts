import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, safe in addresses and headers. */
export const newToken = (prefix = ''): string => prefix + randomBytes(32).toString('base64url')

/** What is stored of a token. It has full entropy, so one fast hash is enough and a lookup by hash leaks nothing. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Name of a session towards people: too short to be of use, long enough to be unique among one's own. */
export const sessionId = (tokenHash: string): string => tokenHash.slice(0, 16)
