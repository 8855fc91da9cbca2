import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { rpcQuery } from '#engines/aliyun/rpc-query.ts'
import type { SmsSettings } from '#verification/contract.ts'
import type { SendText } from '#verification/sms/contract.ts'

const SERVICE = 'https://dysmsapi.aliyuncs.com/'
const LIMIT_MS = 8000

const answer = z.object({ Code: z.string(), Message: z.string().optional() })
/** Faults that pass by themselves; the others need somebody to look. */
const PASSING = new Set(['isv.BUSINESS_LIMIT_CONTROL', 'isp.SYSTEM_ERROR', 'isp.RAM_PERMISSION_DENY', 'Throttling'])

/** Aliyun's short message service: `SendSms` of version 2017-05-25. */
export function openAliyunSms(settings: SmsSettings): SendText {
  return async ({ to, template, values }) => {
    const templateCode = template === 'code' ? settings.codeTemplate : settings.linkTemplate
    if (!templateCode) return { ok: false, again: false, error: 'no template' }
    const call = {
      Action: 'SendSms',
      Version: '2017-05-25',
      RegionId: 'cn-hangzhou',
      PhoneNumbers: to,
      SignName: settings.signName,
      TemplateCode: templateCode,
      TemplateParam: JSON.stringify(values),
    }
    const url = `${settings.url || SERVICE}?${rpcQuery(settings, call, randomUUID(), new Date())}`
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(LIMIT_MS), redirect: 'error' })
      const parsed = answer.safeParse(await response.json().catch(() => null))
      if (!parsed.success) return { ok: false, again: response.status >= 500, error: `HTTP ${response.status}` }
      const { Code } = parsed.data
      return Code === 'OK' ? { ok: true } : { ok: false, again: PASSING.has(Code), error: Code }
    } catch {
      // The error of fetch holds the address, and with it the number.
      return { ok: false, again: true, error: 'no connection' }
    }
  }
}
