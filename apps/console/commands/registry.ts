import { useEffect, useRef, useSyncExternalStore } from 'react'

/** Something a person can do by key or from the palette while the screen that offers it is open. */
export type Command = {
  id: string
  /** Already in the reader's language. */
  title: string
  group: string
  keys?: string
  run: () => void
  /** Listed under `?` but of no use in the palette (moving a selection …). */
  keyOnly?: boolean
}

let commands: readonly Command[] = []
const listeners = new Set<() => void>()

const publish = (next: readonly Command[]) => {
  commands = next
  for (const listener of listeners) listener()
}

export const activeCommands = (): readonly Command[] => commands

export function useActiveCommands(): readonly Command[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, activeCommands)
}

/** Offers commands while the component is mounted. What `run` does may change each render; titles and keys re-register. */
export function useCommands(offered: readonly Command[]): void {
  const latest = useRef(offered)
  latest.current = offered
  const signature = offered.map((command) => `${command.id}|${command.title}|${command.keys ?? ''}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the list; a new closure alone must not re-register
  useEffect(() => {
    const mine = latest.current.map((command) => ({
      ...command,
      run: () => latest.current.find((candidate) => candidate.id === command.id)?.run(),
    }))
    publish([...commands, ...mine])
    return () => publish(commands.filter((command) => !mine.includes(command)))
  }, [signature])
}
