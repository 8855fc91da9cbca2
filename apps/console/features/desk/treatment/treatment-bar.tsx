import { GiftOutlined, UndoOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import { formatNumber } from '../../../../kit/format.ts'
import { useCommands } from '../../../commands/registry.ts'
import { Kbd } from '../../../components/kbd.tsx'
import { usePreferences } from '../../../preferences.ts'
import styles from './treatment.module.css'
import { type Offer, useTreatment } from './use-treatment.ts'

/** After the three solutions of the brief. */
const FIRST_KEY = 4
const keyOf = (n: number) => `alt+shift+${FIRST_KEY + n}`

/** How this customer is to be treated by now, and what may be given to him, one key each. Nothing while no strategy fits. */
export function TreatmentBar({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation(['desk', 'strategy'])
  const { locale } = usePreferences()
  const { data, give, back, isBusy } = useTreatment(conversation)
  const offers = data?.offers ?? []
  const money = (cost: number) =>
    cost === 0 ? t('desk:treatment.free') : t('desk:treatment.cost', { cost: formatNumber(cost, locale, 2) })
  useCommands(
    offers
      .filter(({ state }) => state === 'open')
      .map((offer) => ({
        id: `desk:offer:${offer.n}`,
        title: t('desk:treatment.give', { text: offer.text[locale] }),
        group: t('desk:treatment.offer'),
        keys: keyOf(offer.n),
        run: () => give(offer),
      })),
  )
  if (!data?.strategy) return null
  const { strategy, budget, spent, given } = data
  const givenOf = (offer: Offer) => given.find(({ strategyId, n }) => strategyId === strategy.id && n === offer.n)
  const standing = (offer: Offer) => {
    const { issued, reference, through } = givenOf(offer) ?? {}
    if (reference) return t(`desk:treatment.done.${through ?? 'voucher'}`, { reference })
    return t(issued === 'pending' || issued === 'failed' ? `desk:treatment.${issued}` : 'desk:treatment.given')
  }
  return (
    <section className={styles.bar} aria-label={t('desk:treatment.label')} aria-live="polite">
      <b className={styles.title}>{strategy.title[locale]}</b>
      <span>{t(`strategy:tone.${strategy.tone}`)}</span>
      {strategy.serve === 'senior' && <span className={styles.person}>{t('desk:treatment.senior')}</span>}
      {strategy.lockWording && <span className={styles.risk}>{t('desk:treatment.locked')}</span>}
      {offers.map((offer) => (
        <span key={offer.n} className={styles.offer}>
          {offer.state === 'given' ? (
            <span className={styles.given}>
              <GiftOutlined aria-hidden /> {offer.text[locale]} · {standing(offer)}
            </span>
          ) : (
            <Button
              size="small"
              className={styles.give ?? ''}
              icon={<GiftOutlined aria-hidden />}
              disabled={isBusy || offer.state !== 'open'}
              title={offer.state === 'open' ? undefined : t('desk:treatment.dear')}
              onClick={() => give(offer)}
            >
              {offer.text[locale]} · {money(offer.cost)} {offer.state === 'open' && <Kbd keys={keyOf(offer.n)} />}
            </Button>
          )}
          {offer.state === 'given' && (
            <Button
              type="text"
              size="small"
              icon={<UndoOutlined aria-hidden />}
              aria-label={`${t('desk:treatment.back')}: ${offer.text[locale]}`}
              title={t('desk:treatment.back')}
              disabled={isBusy}
              onClick={() => {
                const id = givenOf(offer)?.id
                if (id) back(id)
              }}
            />
          )}
        </span>
      ))}
      {budget > 0 && (
        <span className={styles.budget}>
          {t('desk:treatment.budget', {
            left: formatNumber(Math.max(0, budget - spent), locale, 2),
            budget: formatNumber(budget, locale, 2),
          })}
        </span>
      )}
    </section>
  )
}
