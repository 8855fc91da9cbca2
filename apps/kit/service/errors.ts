/** Refusals by rule (409): code → sentence in both languages, without a full stop. */
export type Refusals = Record<string, readonly [zh: string, en: string]>

/** What every service can answer with; a service adds its own refusals. */
const common = {
  invalid: [400, '提交的内容不完整或格式不对', 'The request is incomplete or malformed'],
  unauthorized: [401, '缺少有效的 API 密钥', 'A valid API key is required'],
  not_found: [404, '没有找到', 'Not found'],
  too_large: [413, '提交的内容太大', 'The request is too large'],
  unsupported: [415, '只接受 JSON', 'Only JSON is accepted'],
  idempotency_mismatch: [
    422,
    '同一个 Idempotency-Key 用于了不同的请求',
    'This Idempotency-Key was used for a different request',
  ],
  internal: [500, '系统出错了，请稍后再试', 'Something went wrong, please try again later'],
  unavailable: [503, '业务系统暂时不可用，请稍后再试', 'The business system is unavailable, please try again later'],
} as const

export type CommonErrorCode = keyof typeof common
const errors: Record<string, readonly [status: number, zh: string, en: string]> = common

/** Thrown by a rule: one of the service's refusals, or `not_found`, or `invalid` with the names of the fields. */
export class ServiceError extends Error {
  readonly code: string
  readonly detail: string | undefined
  constructor(code: string, detail?: string) {
    super(detail ? `${code}: ${detail}` : code)
    this.code = code
    this.detail = detail
  }
}

export interface ErrorAnswer {
  status: number
  body: { error: { code: string; message: string; messageEn: string } }
}

/** Throws for a code that nobody declared: that is a mistake of the service's author. */
export function errorAnswer(refusals: Refusals, code: string, detail?: string): ErrorAnswer {
  const own = refusals[code]
  const [status, zh, en] = own ? [409, ...own] : (errors[code] ?? [])
  if (!status) throw new Error(`the refusal ${code} is not declared`)
  return {
    status,
    body: {
      error: {
        code,
        message: detail ? `${zh}：${detail}` : String(zh),
        messageEn: detail ? `${en}: ${detail}` : String(en),
      },
    },
  }
}

export const statusOf = (code: string): number => errors[code]?.[0] ?? 409
