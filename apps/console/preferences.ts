import { useSyncExternalStore } from 'react'
import type { PushKind } from '../../src/desk/push/contract.ts'

export type Locale = 'zh' | 'en'
export type Mode = 'auto' | 'light' | 'dark'
export type Density = 'comfortable' | 'compact'

/** What one wants to be told of: who waits, who wrote to me, who called me, which alarm was raised, which ticket to look at. */
export const ALERT_KINDS = ['waiting', 'message', 'mention', 'alarm', 'ticket'] as const satisfies PushKind[]
export type AlertKind = (typeof ALERT_KINDS)[number]

/** What one person likes on this machine; kept in the browser, never on the server. */
export type Preferences = {
  locale: Locale
  mode: Mode
  density: Density
  alerts: Record<AlertKind, { sound: boolean; desktop: boolean }>
  /** News with the console closed, less the quiet hours. */
  push: { on: boolean; quiet: { from: string; to: string } | null }
  /** Width of the desk's right pane in pixels; 0 means folded away. */
  sidePane: number
  /** The line that customers were called over last. */
  callLine: string | null
}

const KEY = 'yinghe.console.preferences'
const listeners = new Set<() => void>()
let current: Preferences | null = null

function defaults(): Preferences {
  const locale = /^zh/i.test(navigator.language) ? 'zh' : 'en'
  const heard = { sound: true, desktop: false }
  const alerts = { waiting: heard, message: heard, mention: heard, alarm: heard, ticket: heard }
  return {
    locale,
    mode: 'auto',
    density: 'comfortable',
    alerts,
    push: { on: false, quiet: null },
    sidePane: 320,
    callLine: null,
  }
}

export function readPreferences(): Preferences {
  if (current) return current
  const base = defaults()
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>
    current = { ...base, ...kept, alerts: { ...base.alerts, ...kept.alerts } }
  } catch {
    // Storage is blocked or holds something else: the defaults serve.
    current = base
  }
  return current ?? base
}

export function changePreferences(change: Partial<Preferences>): void {
  current = { ...readPreferences(), ...change }
  try {
    localStorage.setItem(KEY, JSON.stringify(current))
  } catch {
    // A private window without storage keeps the choice until it is closed.
  }
  for (const listener of listeners) listener()
}

export function onPreferences(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const usePreferences = (): Preferences => useSyncExternalStore(onPreferences, readPreferences)

const darkQuery = () => matchMedia('(prefers-color-scheme: dark)')

function onSystemMode(listener: () => void): () => void {
  const query = darkQuery()
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** The mode to paint now: the person's choice, or the system's when left on auto. */
export function usePaintedMode(): 'light' | 'dark' {
  const { mode } = usePreferences()
  const systemDark = useSyncExternalStore(onSystemMode, () => darkQuery().matches)
  return mode === 'auto' ? (systemDark ? 'dark' : 'light') : mode
}
