import type { Action } from '#business/action.ts'

/** What the business can do: the actions of the packs that are installed now. */
export type Catalogue = {
  all(): readonly Action[]
  find(name: string): Action | undefined
  replace(actions: readonly Action[]): void
}

export function openCatalogue(actions: readonly Action[]): Catalogue {
  let known = new Map(actions.map((action) => [action.name, action]))
  return {
    all: () => [...known.values()],
    find: (name) => known.get(name),
    replace(next) {
      known = new Map(next.map((action) => [action.name, action]))
    },
  }
}
