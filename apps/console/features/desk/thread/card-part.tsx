import type { Part } from '../../../../../src/conversations/contract.ts'
import styles from './parts.module.css'

/** An order, a product, a refund … as a card. */
export function CardPart({ part }: { part: Extract<Part, { kind: 'card' }> }) {
  return (
    <div className={styles.card}>
      <div className={styles.cardTop}>
        {part.image && <img src={part.image} alt="" width={44} height={44} loading="lazy" />}
        <div className={styles.cardWords}>
          <strong>{part.title}</strong>
          {part.subtitle && <span>{part.subtitle}</span>}
        </div>
        {part.status && <span className={styles.status}>{part.status}</span>}
      </div>
      {part.facts.length > 0 && (
        <dl className={styles.facts}>
          {part.facts.map((fact) => (
            <div key={fact.label}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {part.options && part.options.length > 0 && (
        <ul className={styles.choices}>
          {part.options.map((option) => (
            <li key={option.value}>{option.label}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
