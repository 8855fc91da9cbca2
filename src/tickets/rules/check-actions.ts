import type { ActionDefinition } from '#business/contract.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'
import type { RuleInput } from '#tickets/rules/contract.ts'
import { schemaOf } from '#tickets/rules/fill.ts'

/**
 * Who lets a rule act on the business must be allowed to do so himself. Throws forbidden; bad_request for an action that
 * is not in the catalogue, or fields it does not know or lacks.
 */
export function checkActions({ actions }: RuleInput, actor: Actor, catalogue: readonly ActionDefinition[]): void {
  for (const one of actions) {
    if (one.kind !== 'business') continue
    if (!actor.permissions.has('business.act')) throw new AppError('forbidden')
    const definition = catalogue.find(({ name }) => name === one.action)
    if (!definition?.writes) throw new AppError('bad_request', { detail: one.action })
    const { properties = {}, required = [] } = schemaOf(definition.input)
    const given = Object.keys(one.input).filter((name) => one.input[name])
    const wrong = [
      ...given.filter((name) => !(name in properties)),
      ...required.filter((name) => !given.includes(name)),
    ]
    if (wrong.length) throw new AppError('bad_request', { detail: `${one.action}: ${wrong.join(', ')}` })
  }
}
