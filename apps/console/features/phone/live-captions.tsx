import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { useLive } from '../../realtime/realtime.tsx'
import styles from './phone.module.css'
import { usePhone } from './phone-provider.tsx'
import { isCall, useLiveCall } from './use-live-call.ts'

type Side = 'customer' | 'us'
type Line = { name: string; text: string }
/** A line that nobody ends is forgotten after so long. */
const STALE_MS = 8000

/** What is being said this moment, on both sides, until it stands in the conversation as a message. */
export function LiveCaptions({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('phone')
  const phone = usePhone()
  const { onSignal } = useLive()
  const [lines, setLines] = useState<Partial<Record<Side, Line>>>({})
  const onCaption = phone?.onCaption
  const callId = useLiveCall(conversation.id, isCall(conversation))?.call.id
  useEffect(() => {
    setLines({})
    const timers: Partial<Record<Side, ReturnType<typeof setTimeout>>> = {}
    const show = (who: Side, line: Line | null) => {
      clearTimeout(timers[who])
      setLines(({ [who]: _, ...others }) => (line ? { ...others, [who]: line } : others))
      if (line) timers[who] = setTimeout(() => show(who, null), STALE_MS)
    }
    const stopPhone = onCaption?.((line) => {
      if (line.callId === callId) show(line.who, line.final ? null : line)
    })
    const stopSignal = onSignal((name, payload) => {
      if (name !== 'call.caption' || payload.callId !== callId) return
      const { who, text, final } = payload as { who: Side; text: string; final: boolean }
      show(who, final ? null : { name: String(payload.name), text })
    })
    return () => {
      stopPhone?.()
      stopSignal()
      for (const timer of Object.values(timers)) clearTimeout(timer)
    }
  }, [onCaption, onSignal, callId])
  const shown = (['customer', 'us'] as const).flatMap((who) => (lines[who]?.text ? [{ who, ...lines[who] }] : []))
  if (shown.length === 0) return null
  return (
    <ul className={styles.captions} aria-label={t('captions')}>
      {shown.map(({ who, name, text }) => (
        <li key={who} data-who={who}>
          <b>{name}</b>
          {text}
        </li>
      ))}
    </ul>
  )
}
