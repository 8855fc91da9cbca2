import type { FormField } from '../../../../src/conversations/contract.ts'

/** What was filled in, in the order of the form; the store keeps values in an order of its own. Unknown names last. */
export function inOrder(values: Record<string, string>, fields: Pick<FormField, 'name'>[]): [string, string][] {
  const names = fields.map(({ name }) => name)
  const known = names.flatMap((name): [string, string][] => (values[name] === undefined ? [] : [[name, values[name]]]))
  return [...known, ...Object.entries(values).filter(([name]) => !names.includes(name))]
}
