export type Store<S> = {
  get(): S
  set(patch: Partial<S>): void
  subscribe(listener: () => void): () => void
}

/** The smallest store: one state, listeners told once per turn of the event loop. */
export function createStore<S extends object>(initial: S): Store<S> {
  let state = initial
  let told = true
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    set(patch) {
      state = { ...state, ...patch }
      if (!told) return
      told = false
      queueMicrotask(() => {
        told = true
        for (const listener of listeners) listener()
      })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
