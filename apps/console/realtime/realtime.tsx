import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import type { LedgerEvent } from '../../../src/platform/ledger/contract.ts'
import { openRealtime, type Realtime, type RealtimeState, realtimeUrl } from '../../kit/realtime.ts'
import { readPreferences } from '../preferences.ts'
import { sessionKey, useSession } from '../session.tsx'
import { applyEvent, refreshLive } from './apply-event.ts'
import { onlineKey } from './query-keys.ts'

type SignalListener = (name: string, payload: Record<string, unknown>) => void
type EventListener = (event: LedgerEvent) => void

/** The live connection of the signed-in person. Facts are already in the query cache when listeners hear of them. */
export type Live = Pick<Realtime, 'command' | 'tell'> & {
  state: RealtimeState
  /** Follows one conversation until the returned function is called; the same one may be followed from several places. */
  watch: (conversationId: string) => () => void
  onSignal: (listener: SignalListener) => () => void
  onEvent: (listener: EventListener) => () => void
}

const Context = createContext<Live | null>(null)

export function useLive(): Live {
  const live = useContext(Context)
  if (!live) throw new Error('useLive outside RealtimeProvider')
  return live
}

export function RealtimeProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const { user } = useSession()
  const [state, setState] = useState<RealtimeState>('connecting')
  const [wire, setWire] = useState<ReturnType<typeof openWire> | null>(null)

  useEffect(() => {
    const opened = openWire({
      onEvent: (event) => applyEvent(client, event, user.id),
      onSignal: (name, payload) => {
        if (name === 'presence') client.setQueryData(onlineKey(String(payload.customerId)), payload.online === true)
      },
      onReset: () => void client.invalidateQueries(),
      onState: (next) => {
        setState(next)
        // What happened between the first fetch and now, or while away on conversations that are open, is fetched.
        if (next === 'live') refreshLive(client)
        if (next === 'signed-out') client.setQueryData(sessionKey, null)
      },
    })
    setWire(opened)
    return () => opened.realtime.close()
  }, [client, user.id])

  if (!wire) return null
  const { command, tell } = wire.realtime
  return (
    <Context.Provider
      value={{ state, command, tell, watch: wire.watch, onSignal: wire.onSignal, onEvent: wire.onEvent }}
    >
      {children}
    </Context.Provider>
  )
}

function openWire(handlers: {
  onEvent: EventListener
  onSignal: SignalListener
  onReset: () => void
  onState: (state: RealtimeState) => void
}) {
  const signals = new Set<SignalListener>()
  const events = new Set<EventListener>()
  const watched = new Map<string, number>()
  const realtime = openRealtime({
    url: realtimeUrl(location.origin),
    locale: () => readPreferences().locale,
    onEvent: (event) => {
      handlers.onEvent(event)
      for (const listener of events) listener(event)
    },
    onSignal: (name, payload) => {
      handlers.onSignal(name, payload)
      for (const listener of signals) listener(name, payload)
    },
    onReset: handlers.onReset,
    onState: handlers.onState,
  })
  const watch = (conversationId: string) => {
    const topic = `conversation:${conversationId}`
    const count = watched.get(topic) ?? 0
    watched.set(topic, count + 1)
    if (count === 0) realtime.watch(topic)
    return () => {
      const left = (watched.get(topic) ?? 1) - 1
      watched.set(topic, left)
      if (left === 0) realtime.unwatch(topic)
    }
  }
  return { realtime, watch, onSignal: listenIn(signals), onEvent: listenIn(events) }
}

const listenIn =
  <T,>(listeners: Set<T>) =>
  (listener: T) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
