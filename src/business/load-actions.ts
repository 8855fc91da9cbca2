import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { type Action, NOT_FOUND, type Work } from '#business/action.ts'
import { type ActionSpec, actionFile } from '#business/action-file.ts'
import type { CallResult } from '#business/openapi-connector.ts'
import { readInput } from '#business/read-input.ts'
import { foldersOf, readYaml } from '#platform/read-yaml.ts'

/** The actions that packs declare in `actions.yaml`. Throws with file and line when one is faulty. */
export function loadActions(packs: string | readonly string[]): Action[] {
  return foldersOf(packs).flatMap((folder) => {
    const file = join(folder, 'actions.yaml')
    if (!existsSync(file)) return []
    const pack = basename(folder)
    return readYaml(file, actionFile).actions.map((spec) => {
      if (!spec.name.startsWith(`${pack}.`)) throw new Error(`${file}:1: ${spec.name} must begin with "${pack}."`)
      return toAction(pack, spec)
    })
  })
}

function toAction(pack: string, spec: ActionSpec): Action {
  const { name, title, writes, access, answers, input } = spec
  const answer = answerOf(spec)
  return {
    name,
    title,
    writes,
    access,
    answers,
    system: pack,
    input: readInput(input),
    references: Object.keys(input).filter((field) => input[field]!.kind === 'id'),
    fieldTitles: Object.fromEntries(Object.entries(input).map(([field, { title: said }]) => [field, said])),
    run: async (work: Work, given: Record<string, unknown>) => {
      const refused = await checkOwner(work, spec, given)
      if (refused) return refused
      const fields = { ...given, ...spec.constant, ...(spec.customer && { [spec.customer]: work.shopCustomer }) }
      const idempotencyKey = writes ? work.idempotencyKey : undefined
      const result = await work.ask({ operation: spec.operation, fields, idempotencyKey, answer })
      const isOurs =
        !result.ok || !spec.owner || spec.owner.operation || ownerIn(result.data, spec) === work.shopCustomer
      return isOurs ? result : NOT_FOUND
    },
  }
}

/** Something of somebody else's is not found, so that nobody learns that it exists. */
async function checkOwner(
  work: Work,
  spec: ActionSpec,
  given: Record<string, unknown>,
): Promise<CallResult<unknown> | null> {
  if (!spec.owner?.operation || !spec.owner.by) return null
  const fields = { [spec.owner.by]: given[spec.owner.by] }
  const found = await work.ask({ operation: spec.owner.operation, fields, answer: z.looseObject({}) })
  if (!found.ok) return found
  return ownerIn(found.data, spec) === work.shopCustomer ? null : NOT_FOUND
}

const ownerIn = (answer: unknown, { owner }: ActionSpec): unknown => (answer as Record<string, unknown>)[owner!.field]

/** An answer may hold more than is declared, but not less. */
function answerOf({ fields, answers }: ActionSpec): z.ZodType {
  const needed = [...fields, ...(answers ? ['id'] : [])]
  return z.looseObject({}).superRefine((value, context) => {
    for (const name of needed) {
      if (value[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: 'is missing' })
    }
  })
}
