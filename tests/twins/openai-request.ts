import { z } from 'zod'

const toolCall = z.strictObject({
  id: z.string().min(1),
  type: z.literal('function'),
  function: z.strictObject({ name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/), arguments: z.string() }),
})
const content = z.union([z.string(), z.array(z.strictObject({ type: z.literal('text'), text: z.string() })).min(1)])
const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content }),
  z.strictObject({ role: z.literal('user'), content }),
  z.strictObject({
    role: z.literal('assistant'),
    content: content.nullable().optional(),
    tool_calls: z.array(toolCall).min(1).optional(),
  }),
  z.strictObject({ role: z.literal('tool'), tool_call_id: z.string().min(1), content }),
])
const tool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
    description: z.string().optional(),
    parameters: z.looseObject({ type: z.literal('object') }).optional(),
    strict: z.boolean().optional(),
  }),
})
const body = z.strictObject({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  tools: z.array(tool).min(1).max(128).optional(),
  tool_choice: z
    .union([z.enum(['auto', 'none', 'required']), z.looseObject({ type: z.literal('function') })])
    .optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().min(0).max(1).optional(),
  max_tokens: z.number().int().positive().optional(),
  stream: z.boolean().optional(),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  response_format: z.looseObject({ type: z.enum(['text', 'json_object', 'json_schema']) }).optional(),
})

/** A request as the personality sees it. `length` is that of the whole conversation in characters. */
export type Asked = {
  model: string
  system: string
  /** Text of the first message of the user. */
  user: string
  /** Results of tools so far, in order. */
  results: string[]
  tools: string[]
  json: boolean
  stream: boolean
  includeUsage: boolean
  length: number
}

const plain = (some: z.infer<typeof content> | null | undefined): string =>
  typeof some === 'string' ? some : (some ?? []).map((part) => part.text).join('')

/** Judges a request as the real endpoint does; what it would refuse is a violation. */
export function checkRequest(raw: string, type: string | undefined): { asked: Asked | null; violations: string[] } {
  if (!type?.startsWith('application/json')) return { asked: null, violations: ['the content type is not JSON'] }
  let read: unknown
  try {
    read = JSON.parse(raw)
  } catch {
    return { asked: null, violations: ['the body is not JSON'] }
  }
  const parsed = body.safeParse(read)
  if (!parsed.success) return { asked: null, violations: [z.prettifyError(parsed.error)] }
  const { messages, tools = [], model, stream = false, stream_options, response_format } = parsed.data
  const violations = unansweredCalls(messages)
  const texts = messages.map((one) => plain(one.content))
  const json = response_format?.type === 'json_object' || response_format?.type === 'json_schema'
  if (json && !texts.some((text) => /json/i.test(text)))
    violations.push('json_object without the word JSON in the messages')
  if (stream_options && !stream) violations.push('stream_options without stream')
  const of = (role: string) => messages.flatMap((one, at) => (one.role === role ? [texts[at]!] : []))
  return {
    violations,
    asked: {
      model,
      system: of('system').join('\n'),
      user: of('user')[0] ?? '',
      results: of('tool'),
      tools: tools.map((one) => one.function.name),
      json,
      stream,
      includeUsage: stream_options?.include_usage ?? false,
      length: raw.length,
    },
  }
}

/** Each call of a tool must be answered right after it, and each answer belong to a call. */
function unansweredCalls(messages: z.infer<typeof message>[]): string[] {
  const wrong: string[] = []
  let waiting = new Set<string>()
  for (const one of messages) {
    if (one.role === 'tool') {
      if (!waiting.delete(one.tool_call_id)) wrong.push(`a tool message answers no call: ${one.tool_call_id}`)
      continue
    }
    if (waiting.size) wrong.push(`calls without an answer: ${[...waiting].join(', ')}`)
    waiting = new Set(one.role === 'assistant' ? one.tool_calls?.map(({ id }) => id) : [])
  }
  return waiting.size ? [...wrong, 'the last calls have no answer'] : wrong
}
