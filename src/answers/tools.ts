import { z } from 'zod'
import type { Action } from '#business/action.ts'
import type { LlmTool } from '#engines/llm/contract.ts'
import type { Masker } from '#governance/mask.ts'

/** The names of actions have points, those of tools must not. */
export const toolName = (action: string): string => action.replaceAll('.', '_')

/** What the model may call for this customer: reads are run, writes only lead to the flow that asks him first. */
export function toolsFor(actions: readonly Action[], verified: boolean, language: 'zh' | 'en'): LlmTool[] {
  return actions
    .filter((action) => verified || action.access === 'anyone')
    .map((action) => {
      const { $schema: _, ...parameters } = z.toJSONSchema(action.input, { io: 'input', unrepresentable: 'any' })
      const confirms = language === 'zh' ? '（系统会先请客户确认）' : ' (the customer is asked to confirm first)'
      return {
        name: toolName(action.name),
        description: `${action.title[language]}${action.writes ? confirms : ''}`,
        parameters,
      }
    })
}

/** The result of a look-up as the model sees it: without what it does not need, and with placeholders for the rest. */
export function maskResult(data: unknown, masker: Masker, inAddress = false): unknown {
  if (typeof data === 'string') return masker.mask(data)
  if (Array.isArray(data)) return data.slice(0, 10).map((one) => maskResult(one, masker))
  if (data === null || typeof data !== 'object') return data
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => {
      if (LEFT_OUT.has(key)) return []
      if (typeof value === 'string' && value) {
        if (key === 'phone') return [[key, masker.hide('PHONE', value)]]
        if (key === 'email') return [[key, masker.hide('EMAIL', value)]]
        if (key === 'detail') return [[key, masker.hide('ADDRESS', value)]]
        if (key === 'name' && inAddress) return [[key, masker.hide('NAME', value)]]
      }
      return [[key, maskResult(value, masker, /address/i.test(key))]]
    }),
  )
}

const LEFT_OUT = new Set(['image', 'url', 'customerId', 'sku', 'birthday', 'description', 'descriptionEn'])

/** Puts real values in place of the placeholders a model gives as input. */
export function restoreInput(input: unknown, masker: Masker): unknown {
  if (typeof input === 'string') return masker.restore(input)
  if (Array.isArray(input)) return input.map((one) => restoreInput(one, masker))
  if (input === null || typeof input !== 'object') return input
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, restoreInput(value, masker)]))
}
