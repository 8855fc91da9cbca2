import type { ModelMessage, ToolSet } from 'ai'
import type { z } from 'zod'
import type { LlmAnswer, LlmFailure, LlmMessage, LlmRequest, LlmTool } from '#engines/llm/contract.ts'

/** What one attempt came to when it brought nothing. `retryAfterMs` is what the endpoint asks for. */
export class LlmFault extends Error {
  readonly why: LlmFailure
  readonly mayRetry: boolean
  readonly retryAfterMs: number | null
  constructor(why: LlmFailure, mayRetry = false, retryAfterMs: number | null = null) {
    super(why)
    this.why = why
    this.mayRetry = mayRetry
    this.retryAfterMs = retryAfterMs
  }
}

/** An endpoint that speaks the OpenAI chat API. Each call is one attempt and throws LlmFault. */
export type LlmClient = {
  generate(model: string, request: LlmRequest, signal: AbortSignal): Promise<LlmAnswer>
  object<T>(model: string, request: LlmRequest, schema: z.ZodType<T>, signal: AbortSignal): Promise<Structured<T>>
  /** Words as they come. */
  stream(model: string, request: LlmRequest, signal: AbortSignal): AsyncGenerator<string>
  models(signal: AbortSignal): Promise<string[]>
  /** Loads the client code, so that the first request does not wait for it. */
  warm(): Promise<unknown>
}
export type Structured<T> = { value: T; usage: LlmAnswer['usage'] }

/** The client code takes a tenth of a second to load, which an installation without a model need not spend. */
const load = async (baseUrl: string, apiKey: string) => {
  const [sdk, { createOpenAICompatible }] = await Promise.all([import('ai'), import('@ai-sdk/openai-compatible')])
  // Its warnings go to the console and may quote prompts.
  globalThis.AI_SDK_LOG_WARNINGS = false
  const provider = createOpenAICompatible({ name: 'llm', baseURL: baseUrl, apiKey, includeUsage: true })
  return { sdk, provider }
}

export function openClient(baseUrl: string, apiKey: string): LlmClient {
  let loading: ReturnType<typeof load> | null = null
  const open = () => {
    loading ??= load(baseUrl, apiKey)
    return loading
  }
  const optionsOf = (request: LlmRequest, abortSignal: AbortSignal) => ({
    system: request.system,
    messages: request.messages.map(messageOf),
    maxOutputTokens: request.maxTokens,
    temperature: 0,
    maxRetries: 0,
    abortSignal,
  })
  return {
    warm: open,
    async generate(model, request, signal) {
      const { sdk, provider } = await open()
      try {
        const result = await sdk.generateText({
          model: provider.chatModel(model),
          ...optionsOf(request, signal),
          ...(request.tools?.length ? { tools: toolsOf(sdk, request.tools) } : {}),
        })
        const calls = result.toolCalls.map(({ toolCallId, toolName, input }) => ({
          id: toolCallId,
          name: toolName,
          input: asRecord(input),
        }))
        return { text: result.text, calls, usage: usageOf(result.usage) }
      } catch (error) {
        throw faultOf(error, signal)
      }
    },
    async object(model, request, schema, signal) {
      const { sdk, provider } = await open()
      try {
        const result = await sdk.generateText({
          model: provider.chatModel(model),
          ...optionsOf(request, signal),
          output: sdk.Output.object({ schema }),
        })
        return { value: result.output as z.output<typeof schema>, usage: usageOf(result.usage) }
      } catch (error) {
        throw faultOf(error, signal)
      }
    },
    async *stream(model, request, signal) {
      const { sdk, provider } = await open()
      let failed: unknown = null
      const result = sdk.streamText({
        model: provider.chatModel(model),
        ...optionsOf(request, signal),
        onError: ({ error }) => {
          failed = error
        },
      })
      try {
        for await (const words of result.textStream) yield words
      } catch (error) {
        failed ??= error
      }
      if (failed || signal.aborted) throw faultOf(failed, signal)
    },
    async models(signal) {
      const response = await fetch(`${baseUrl.replace(/\/$/, '')}/models`, {
        headers: { authorization: `Bearer ${apiKey}` },
        signal,
      })
      if (!response.ok) return []
      const { data } = (await response.json()) as { data?: { id?: unknown }[] }
      return (data ?? []).flatMap(({ id }) => (typeof id === 'string' ? [id.slice(0, 200)] : [])).slice(0, 200)
    },
  }
}

function messageOf(message: LlmMessage): ModelMessage {
  if (message.role === 'user') return { role: 'user', content: message.text }
  if (message.role === 'tool') {
    const { id, name } = message.call
    const output = { type: 'text' as const, value: message.result }
    return { role: 'tool', content: [{ type: 'tool-result', toolCallId: id, toolName: name, output }] }
  }
  const calls = message.calls.map(({ id, name, input }) => ({
    type: 'tool-call' as const,
    toolCallId: id,
    toolName: name,
    input,
  }))
  const text = message.text ? [{ type: 'text' as const, text: message.text }] : []
  return { role: 'assistant', content: [...text, ...calls] }
}

/** Tools without a function of their own: what is called is for the caller to judge. */
const toolsOf = (sdk: typeof import('ai'), tools: LlmTool[]): ToolSet =>
  Object.fromEntries(
    tools.map(({ name, description, parameters }) => [
      name,
      sdk.tool({ description, inputSchema: sdk.jsonSchema(parameters) }),
    ]),
  )

const usageOf = (usage: { inputTokens?: number | undefined; outputTokens?: number | undefined }) => ({
  input: usage.inputTokens ?? 0,
  output: usage.outputTokens ?? 0,
})

const asRecord = (input: unknown): Record<string, unknown> =>
  input !== null && typeof input === 'object' && !Array.isArray(input) ? (input as Record<string, unknown>) : {}

function faultOf(error: unknown, signal: AbortSignal): LlmFault {
  if (signal.aborted) return new LlmFault('timeout')
  const { statusCode, responseHeaders, name } = (error ?? {}) as {
    statusCode?: number
    responseHeaders?: Record<string, string>
    name?: string
  }
  if (statusCode === 429) return new LlmFault('rate-limited', true, retryAfter(responseHeaders?.['retry-after']))
  if (statusCode !== undefined && statusCode >= 500)
    return new LlmFault('down', true, retryAfter(responseHeaders?.['retry-after']))
  if (statusCode !== undefined && statusCode >= 400) return new LlmFault('refused')
  if (
    statusCode !== undefined ||
    /NoObject|NoOutput|JSONParse|TypeValidation|InvalidResponse|EmptyResponse/.test(name ?? '')
  )
    return new LlmFault('bad-answer')
  return new LlmFault('down', true)
}

/** Seconds or a date, as HTTP has it. */
function retryAfter(header: string | undefined): number | null {
  if (!header) return null
  const ms = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}
