/** A message for people outside the console: short, masked, with links. `markdown` stays within the subset all services show. */
export type Outgoing = { title: string; markdown: string; plain: string; critical: boolean }

/** What came of sending. `again` says whether trying later can help; `pauseMs` asks to leave the service alone so long. */
export type Sent = { ok: true } | { ok: false; again: boolean; pauseMs?: number; error: string }

/** Longest time a service may take, in milliseconds. */
const LIMIT_MS = 5000
const MINUTE = 60_000

/** One JSON call to a robot; a redirect is a fault, since nothing good redirects. */
export async function callRobot(
  url: URL,
  body: unknown,
): Promise<{ status: number; answer: Record<string, unknown> } | Sent> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(LIMIT_MS),
    })
    const text = (await response.text()).slice(0, 4000)
    if (response.status === 429) return { ok: false, again: true, pauseMs: MINUTE, error: 'HTTP 429' }
    if (response.status >= 500) return { ok: false, again: true, error: `HTTP ${response.status}` }
    return { status: response.status, answer: readAnswer(text) }
  } catch (error) {
    const { name, cause } = error as { name?: string; cause?: { code?: string } }
    return { ok: false, again: true, error: name === 'TimeoutError' ? 'timeout' : (cause?.code ?? 'no connection') }
  }
}

export const isSent = (called: { status: number; answer: Record<string, unknown> } | Sent): called is Sent =>
  'ok' in called

/** The beginning of a text that fits in so many bytes. */
export function fitBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text
  let cut = text
  while (Buffer.byteLength(cut) > most - 4) cut = cut.slice(0, Math.floor(cut.length * 0.95))
  // Half of a surrogate pair is no character.
  return `${cut.replace(/[\uD800-\uDBFF]$/, '')}…`
}

function readAnswer(text: string): Record<string, unknown> {
  try {
    const read = JSON.parse(text) as unknown
    return read && typeof read === 'object' ? (read as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
