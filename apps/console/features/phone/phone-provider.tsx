import { App } from 'antd'
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../components/use-error-text.ts'
import { readPreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import type { PhoneCommand } from './link.ts'
import { type LiveCaption, type Missed, OFF, openPhone, type Phone, type PhoneView } from './phone.ts'

type CaptionListener = (line: LiveCaption) => void
export type PhoneUse = PhoneView & {
  phone: Phone
  /** Has it done; what goes wrong is told. */
  run: (frame: PhoneCommand) => void
  onCaption: (listener: CaptionListener) => () => void
}

const Context = createContext<{ phone: Phone; onCaption: PhoneUse['onCaption'] } | null>(null)
const nothing = () => () => undefined

/** One telephone for the whole console, for whoever may speak with customers. */
export function PhoneProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation('phone')
  const { may } = useSession()
  const { message } = App.useApp()
  const speaks = may('conversations.reply')
  const [value, setValue] = useState<{ phone: Phone; onCaption: PhoneUse['onCaption'] } | null>(null)
  useEffect(() => {
    if (!speaks) return
    const listeners = new Set<CaptionListener>()
    const phone = openPhone(() => readPreferences().locale, {
      onCaption: (line) => {
        for (const listener of listeners) listener(line)
      },
      onMissed: ({ what, name, why }: Missed) =>
        void message.warning(t(what === 'call' ? 'callOut.missed' : `missed.${what}`, { name, why: t(`why.${why}`) })),
    })
    const onCaption = (listener: CaptionListener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    }
    setValue({ phone, onCaption })
    return () => phone.close()
  }, [speaks, message, t])
  return <Context.Provider value={value}>{children}</Context.Provider>
}

/** The phone as it stands; null for who has none. */
export function usePhone(): PhoneUse | null {
  const found = useContext(Context)
  const view = useSyncExternalStore(found?.phone.subscribe ?? nothing, found ? found.phone.view : () => OFF)
  const { message } = App.useApp()
  const errorText = useErrorText()
  if (!found) return null
  const run = (frame: PhoneCommand) =>
    void found.phone.command(frame).catch((error: unknown) => message.error(errorText(error)))
  return { ...view, ...found, run }
}
