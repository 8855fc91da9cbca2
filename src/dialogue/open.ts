import { choices, type Draft, decided, speak, tell } from '#dialogue/draft.ts'
import { menuOptions } from '#dialogue/small-talk.ts'

/** The conversation begins: a greeting that knows the page it was opened from. */
export function open(draft: Draft, context: { orderId?: string; productId?: string }): void {
  const { state, world, seq } = draft
  if (context.orderId)
    state.memory.order = { value: context.orderId.slice(0, 64), shown: context.orderId.slice(0, 64), seq }
  if (context.productId)
    state.memory.product = { value: context.productId.slice(0, 64), shown: context.productId.slice(0, 64), seq }
  if (state.stack.length || state.lastSaid.length) return
  const customer = world.customer.name
  if (context.orderId) tell(draft, 'helloOrder', { customer, order: context.orderId })
  else tell(draft, context.productId ? 'helloProduct' : 'hello', { customer })
  const options = menuOptions(draft)
  if (options.length) {
    speak(draft, choices(options))
    state.expects = { kind: 'candidates', slot: null, options }
  }
  decided(draft, 'chatted')
}
