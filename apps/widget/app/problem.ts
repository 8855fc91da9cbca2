import type { Words } from '../locales/zh.ts'

/** What went wrong, as a sentence of the catalogue, and the one thing that helps. */
export type Problem = {
  sentence: keyof Words
  params?: Record<string, string | number>
  action: 'retry' | 'reload' | 'visitor' | 'dismiss'
}

type Refusal = { code?: string; message?: string; retryAfter?: number | undefined }

/** The problem that an error of the API or the connection stands for. */
export function problemOf(error: unknown): Problem {
  const { code, message, retryAfter } = (error ?? {}) as Refusal
  switch (code) {
    case 'network':
    case 'timeout':
    case 'closed':
      return { sentence: 'errorNetwork', action: 'retry' }
    case 'rate_limited':
      return { sentence: 'errorRate', params: { seconds: Math.max(1, Math.ceil(retryAfter ?? 5)) }, action: 'dismiss' }
    case 'unauthorized':
    case 'token_expired':
    case 'token_invalid':
      return { sentence: 'errorSignIn', action: 'visitor' }
    case 'shutting_down':
      return { sentence: 'errorRestart', action: 'retry' }
    case 'internal':
      return { sentence: 'errorServer', action: 'retry' }
    default:
      return message
        ? { sentence: 'errorRefused', params: { message }, action: 'dismiss' }
        : { sentence: 'errorServer', action: 'retry' }
  }
}

/** Will the same request do better later, without anybody changing it? */
export const isPassing = (error: unknown): boolean =>
  ['network', 'timeout', 'closed', 'shutting_down', 'rate_limited', 'internal', 'conflict'].includes(
    (error as Refusal)?.code ?? '',
  )
