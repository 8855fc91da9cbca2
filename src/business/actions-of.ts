import { basename } from 'node:path'
import { type Action, SHOP } from '#business/action.ts'
import { actions } from '#business/actions.ts'
import { loadActions } from '#business/load-actions.ts'
import { foldersOf } from '#platform/read-yaml.ts'

/** Everything that these packs can have the business do: the shop's actions are code, those of others are data. */
export function actionsOf(packs: string | readonly string[]): Action[] {
  const folders = foldersOf(packs)
  const shop = folders.some((folder) => basename(folder) === SHOP) ? actions : []
  return [...shop, ...loadActions(folders)]
}
