import { z } from 'zod'

/** What a link may say of the customer beside whom it stands. */
export const LINK_VARIABLES = ['customer', 'external', 'name', 'phone', 'email', 'order', 'conversation'] as const
const VARIABLE = /\{(\w+)\}/g

/** The address leads where the operator says, whatever a customer is called: variables stand after the host only. */
function isSafe(address: string): boolean {
  const named = [...address.matchAll(VARIABLE)].map(([, name]) => name)
  if (!named.every((name) => (LINK_VARIABLES as readonly string[]).includes(name!))) return false
  const filled = (value: string) => URL.parse(address.replace(VARIABLE, value))
  const [one, other] = [filled('a'), filled('b')]
  const web = one?.protocol === 'https:' || one?.protocol === 'http:'
  return (
    web && one.origin === other?.origin && !one.username && !one.password && !/[{}]/.test(address.replace(VARIABLE, ''))
  )
}

export const contextLink = z.object({
  id: z.string().regex(/^[\w-]{1,40}$/),
  name: z.object({ zh: z.string().trim().min(1).max(20), en: z.string().trim().min(1).max(30) }),
  address: z.string().trim().max(500).refine(isSafe, 'address'),
})
export type ContextLink = z.infer<typeof contextLink>
export const contextLinks = z
  .array(contextLink)
  .max(12)
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'ids must differ')

/** The address for one customer, every value encoded; null where something it needs is not known of him. */
export function fillLink(
  { address }: Pick<ContextLink, 'address'>,
  values: Partial<Record<string, string>>,
): string | null {
  let isWhole = true
  const filled = address.replace(VARIABLE, (_, name: string) => {
    const value = values[name]
    if (!value) isWhole = false
    return encodeURIComponent(value ?? '')
  })
  return isWhole ? filled : null
}
