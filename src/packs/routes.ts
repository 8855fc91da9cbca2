import { z } from 'zod'
import { checkFit } from '#packs/check-fit.ts'
import {
  checkWording,
  type PackResult,
  packDetail,
  packId,
  packResult,
  packSummary,
  type Script,
  script,
  type WordingRule,
  wordingFinding,
  wordingRule,
} from '#packs/contract.ts'
import { describePack, listPacks } from '#packs/describe-pack.ts'
import { type By, installPack, removePack, showInstalled, updateInstalled } from '#packs/install.ts'
import type { Packs } from '#packs/open-packs.ts'
import type { PackSource } from '#packs/read-pack.ts'
import { suitingScripts } from '#packs/scripts.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'

export type PackRoutesDeps = {
  packs: Packs
  /** Resolves when this node works with what is installed now; the model that knows it is still being trained. */
  reloaded: () => Promise<void>
  /** Whether the model is being trained on what was installed. */
  training: () => boolean
  /** Page where a pack can be tried; null when it has no demo. */
  tryOut: (pack: string) => string | null
  rules: () => readonly WordingRule[]
  scripts: () => readonly Script[]
}

const byId = z.object({ id: packId })
const manage = { access: 'packs.manage', tag: 'packs' } as const
const read = { access: 'packs.read', tag: 'packs' } as const

/** Scene packs: what there is, installing, updating, removing; and the libraries they bring. */
export function packRoutes(deps: PackRoutesDeps): Route[] {
  return [...readingRoutes(deps), ...changingRoutes(deps), ...libraryRoutes(deps)]
}

function readingRoutes({ packs, training, tryOut }: PackRoutesDeps): Route[] {
  return [
    route({
      ...read,
      method: 'GET',
      path: '/api/packs',
      summary: 'Lists the scene packs, installed and ready to be.',
      response: z.object({ items: z.array(packSummary), nextCursor: z.null(), training: z.boolean() }),
      handle: async () => ({ items: await listPacks(packs), nextCursor: null, training: training() }),
    }),
    route({
      ...read,
      method: 'GET',
      path: '/api/packs/:id',
      summary: 'Shows a pack: what is inside, what people changed, what an update would do, what stands in its way.',
      params: byId,
      response: packDetail,
      handle: ({ params }) => describePack(packs, params.id, tryOut(params.id)),
    }),
  ]
}

function changingRoutes({ packs, reloaded }: PackRoutesDeps): Route[] {
  const change = async (work: (tx: Tx) => Promise<PackResult>): Promise<PackResult> => {
    const result = await packs.database.transaction(work)
    await reloaded()
    return result
  }
  return [
    route({
      ...manage,
      method: 'POST',
      path: '/api/packs/:id/install',
      summary: 'Installs a pack on all nodes. Throws pack_unfit with the reasons when it does not fit the others.',
      params: byId,
      response: packResult,
      handle: async ({ params: { id }, actor, ip }) => {
        const source = await fitting(packs, id)
        return change((tx) => installPack(tx, source, byOf(actor, ip)))
      },
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/packs/:id/update',
      summary: 'Brings a pack to the version in its folder. What people edited stays and is listed.',
      params: byId,
      response: packResult,
      handle: async ({ params: { id }, actor, ip }) => {
        const source = await fitting(packs, id)
        const same = { id, version: source.manifest.version, kept: [] }
        return change(async (tx) => (await updateInstalled(tx, source, byOf(actor, ip))) ?? same)
      },
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/packs/:id/remove',
      summary: 'Removes a pack. What people edited stays: articles archived, replies and terms as the team’s own.',
      params: byId,
      response: packResult,
      handle: ({ params: { id }, actor, ip }) => change((tx) => removePack(tx, id, byOf(actor, ip))),
    }),
    route({
      ...manage,
      method: 'PUT',
      path: '/api/packs/shown',
      summary: 'Chooses the pack whose name, greeting and first choices the widget shows.',
      body: z.object({ id: packId }),
      response: z.object({}),
      handle: async ({ body, actor, ip }) => {
        await packs.database.transaction((tx) => showInstalled(tx, body.id, byOf(actor, ip)))
        await reloaded()
        return {}
      },
    }),
  ]
}

function libraryRoutes({ rules, scripts }: PackRoutesDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/scripts',
      access: 'replies.read',
      tag: 'packs',
      summary: 'What to say in which situation, closest first.',
      query: z.object({ emotion: z.string().max(40).optional(), persona: z.string().max(40).optional() }),
      response: z.object({ items: z.array(script), nextCursor: z.null() }),
      handle: async ({ query }) => ({
        items: suitingScripts(scripts(), query.emotion, query.persona),
        nextCursor: null,
      }),
    }),
    route({
      method: 'GET',
      path: '/api/wording-rules',
      access: 'replies.read',
      tag: 'packs',
      summary: 'Lists the wording that must not be used and the wording that must be added.',
      response: z.object({ items: z.array(wordingRule), nextCursor: z.null() }),
      handle: async () => ({ items: [...rules()], nextCursor: null }),
    }),
    route({
      method: 'POST',
      path: '/api/wording-rules/check',
      access: 'replies.read',
      tag: 'packs',
      summary: 'Finds wording in a text that must not be used; nothing is stored.',
      body: z.object({ text: z.string().max(5000), language: z.enum(['zh', 'en']).default('zh') }),
      response: z.object({ findings: z.array(wordingFinding) }),
      handle: async ({ body }) => ({ findings: checkWording(rules(), body.text, body.language) }),
    }),
  ]
}

async function fitting(packs: Packs, id: string): Promise<PackSource> {
  const source = packs.available().get(id)
  if (!source) throw new AppError('not_found')
  const others = (await packs.folders()).filter((folder) => folder.split(/[\\/]/).at(-1) !== id)
  const reasons = await checkFit(source.folder, others)
  if (reasons.length) throw new AppError('pack_unfit', { detail: reasons[0]! }, reasons.slice(0, 20))
  return source
}

const byOf = (actor: Actor, ip: string): By => ({ actor: `${actor.kind}:${actor.id}`, ip })
