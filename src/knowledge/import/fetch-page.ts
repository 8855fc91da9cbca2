import type { LookupFunction } from 'node:net'
import { request } from 'undici'
import { AppError } from '#platform/errors.ts'
import {
  type ConnectPolicy,
  checkedAgent,
  type MayConnect,
  PUBLIC_ONLY,
  refused,
} from '#platform/http/public-address.ts'

export type Fetched = { url: string; bytes: Buffer; type: string | null; name: string }
export type FetchPage = (url: string, signal: AbortSignal) => Promise<Fetched>

const MOST_BYTES = 10 * 1024 * 1024
const TIME_LIMIT_MS = 20_000
const MOST_HOPS = 5

/**
 * Fetches public pages and files for import, and nothing else: an address inside the company must not be reachable
 * through us, by name, by redirect or by a name that changes its address between the check and the connection.
 * Throws address_refused, import_unreadable, payload_too_large.
 */
export function openFetchPage(
  options: { mayConnect?: MayConnect; lookup?: LookupFunction; mostBytes?: number } = {},
): FetchPage {
  const { mayConnect = PUBLIC_ONLY.mayConnect, lookup: resolve = PUBLIC_ONLY.resolve, mostBytes = MOST_BYTES } = options
  return async (given, signal) => {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)])
    let url = readUrl(given)
    for (let hop = 0; hop <= MOST_HOPS; hop++) {
      const answer = await fetchOnce(url, { mayConnect, resolve, mostBytes }, limited)
      if (!('location' in answer)) return answer
      url = readUrl(new URL(answer.location, url).href)
    }
    throw refused('too many redirects')
  }
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url) throw refused('not a URL')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused(url.protocol)
  if (url.username || url.password) throw refused('credentials')
  return url
}

type Policy = ConnectPolicy & { mostBytes: number }

async function fetchOnce(url: URL, policy: Policy, signal: AbortSignal): Promise<Fetched | { location: string }> {
  const agent = checkedAgent(url, policy, TIME_LIMIT_MS)
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher: agent,
      signal,
      headers: { accept: 'text/html,application/pdf,text/*;q=0.9,*/*;q=0.1', 'user-agent': 'Yinghe-Import/1' },
    })
    const location = headers.location
    if (statusCode >= 300 && statusCode < 400 && typeof location === 'string') return { location }
    if (statusCode !== 200) throw new AppError('import_unreadable', { detail: `HTTP ${statusCode}` })
    if (Number(headers['content-length'] ?? 0) > policy.mostBytes) throw tooLarge(policy.mostBytes)
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > policy.mostBytes) throw tooLarge(policy.mostBytes)
      chunks.push(chunk)
    }
    const type = typeof headers['content-type'] === 'string' ? headers['content-type'] : null
    return { url: url.href, bytes: Buffer.concat(chunks), type, name: nameOf(url) }
  } catch (error) {
    throw asAppError(error)
  } finally {
    await agent.destroy()
  }
}

const tooLarge = (most: number) => new AppError('payload_too_large', { limit: `${Math.round(most / 1024 / 1024)} MB` })

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const { cause, name, code } = error as { cause?: unknown; name?: string; code?: string }
  if (cause instanceof AppError) return cause
  const timeout = name === 'TimeoutError' || name === 'AbortError' || /TIMEOUT/.test(code ?? '')
  return new AppError('import_unreadable', { detail: timeout ? 'timeout' : (code ?? 'connection failed') })
}

const nameOf = (url: URL) => {
  const last = url.pathname.split('/').findLast(Boolean)
  try {
    return decodeURIComponent(last ?? url.hostname).slice(0, 150)
  } catch {
    return url.hostname
  }
}
