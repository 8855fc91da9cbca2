import type { Option, Part } from '../../../../src/conversations/contract.ts'
import { useChat, useWords } from '../use-chat.ts'

type CardPart = Extract<Part, { kind: 'card' }>
const KIND = {
  order: 'cardOrder',
  product: 'cardProduct',
  refund: 'cardRefund',
  ticket: 'cardTicket',
  warranty: 'cardWarranty',
  record: 'cardRecord',
} as const

/** An order, product, refund, ticket, warranty or other record at a glance. */
export function Card({ card, isLive }: { card: CardPart; isLive: boolean }) {
  const chat = useChat()
  const { t } = useWords()
  const pick = ({ value, label }: Option) => chat.send([{ kind: 'choice', value, label }])
  return (
    <article class="card" aria-label={`${t(KIND[card.card])} ${card.title}`}>
      <div class="card-head">
        {card.image && <img class="thumb" src={card.image} alt="" loading="lazy" />}
        <div>
          <p class="card-kind">{t(KIND[card.card])}</p>
          <p class="card-title">{card.title}</p>
          {card.subtitle && <p class="soft">{card.subtitle}</p>}
        </div>
        {card.status && <span class="status">{card.status}</span>}
      </div>
      {card.facts.length > 0 && (
        <dl>
          {card.facts.map((fact) => (
            <div key={fact.label}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {isLive && card.options && card.options.length > 0 && (
        <div class="card-foot">
          {card.options.map((option) => (
            <button type="button" key={option.value} onClick={() => pick(option)}>
              {option.label}
            </button>
          ))}
        </div>
      )}
    </article>
  )
}
