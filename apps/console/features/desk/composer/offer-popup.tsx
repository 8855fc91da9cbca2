import { ThunderboltOutlined } from '@ant-design/icons'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading } from '../../../components/loading.tsx'
import { Problem } from '../../../components/problem.tsx'
import { useMacroText } from '../macros/use-macro-text.ts'
import styles from './composer.module.css'
import type { Offer, useOffers } from './use-offers.ts'

type Props = { offers: ReturnType<typeof useOffers>; language: 'zh' | 'en' }

/** The scripts and macros that fit what was typed after `/`; arrows choose, Enter or Tab takes one. */
export function OfferPopup({ offers, language }: Props) {
  const { t } = useTranslation('desk')
  const { offered, marked, replies } = offers
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the marked line is found in the document
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  return (
    <div ref={list} className={styles.popup} role="listbox" aria-label={t('composer.scripts')}>
      {replies.isPending && <Loading rows={3} />}
      {replies.isError && <Problem error={replies.error} onRetry={() => replies.refetch()} />}
      {replies.data && offered.length === 0 && <div className={styles.popupNone}>{t('composer.noScripts')}</div>}
      {offered.map((offer, at) => (
        <div
          key={offer.kind === 'reply' ? offer.reply.id : offer.macro.id}
          role="option"
          tabIndex={-1}
          aria-selected={at === marked}
          className={styles.reply}
          onMouseMove={() => offers.setMarked(at)}
          onMouseDown={(event) => {
            event.preventDefault()
            offers.take(offer)
          }}
        >
          <Line offer={offer} fill={offers.fill} language={language} />
        </div>
      ))}
    </div>
  )
}

function Line({ offer, fill, language }: { offer: Offer; fill: Props['offers']['fill']; language: 'zh' | 'en' }) {
  const macroText = useMacroText()
  if (offer.kind === 'macro')
    return (
      <>
        <span className={styles.replyHead}>
          <ThunderboltOutlined aria-hidden />
          <strong>{offer.macro.name}</strong>
        </span>
        <span className={styles.replyBody}>{macroText(offer.macro.steps)}</span>
      </>
    )
  const { reply } = offer
  return (
    <>
      <span className={styles.replyHead}>
        <code>/{reply.shortcut}</code>
        <strong>{reply.title}</strong>
        {reply.language !== language && <em>{reply.language.toUpperCase()}</em>}
      </span>
      <span className={styles.replyBody}>{fill(reply)}</span>
    </>
  )
}
