import { useTranslation } from 'react-i18next'
import type { Flow, FlowStep } from '../../../../src/dialogue/contract.ts'
import { usePreferences } from '../../preferences.ts'
import { looksOf, STEP_KINDS } from './step-kinds.tsx'
import styles from './step-panel.module.css'
import { type StepText, stepFacts, stepTexts } from './step-texts.ts'

type Props = { flow: Flow; step: FlowStep | null; onChoose: (step: string) => void }

/** What a step says in both languages and what it needs; without a chosen step, what the colours mean. */
export function StepPanel({ flow, step, onChoose }: Props) {
  const { t } = useTranslation('flows')
  if (!step) return <Legend flow={flow} onChoose={onChoose} />
  const { icon, color } = looksOf(step.kind)
  const texts = stepTexts(flow, step)
  return (
    <aside className={styles.panel} aria-label={t('step')}>
      <div className={styles.head}>
        <span className={styles.icon} style={{ background: color }}>
          {icon}
        </span>
        <div>
          <h2>{t(`kind.${step.kind}`)}</h2>
          <code className={styles.id}>{step.id}</code>
        </div>
      </div>
      <p className={styles.hint}>{t(`means.${step.kind}`)}</p>
      {texts.map((text) => (
        <Text key={`${text.what}:${text.name ?? ''}:${text.zh}`} text={text} />
      ))}
      {texts.length === 0 && <p className={styles.hint}>{t('saysNothing')}</p>}
      <dl className={styles.facts}>
        {stepFacts(step).map(([name, value]) => (
          <div key={name}>
            <dt>{t(`fact.${name}`)}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </aside>
  )
}

function Text({ text }: { text: StepText }) {
  const { t } = useTranslation('flows')
  return (
    <section className={styles.text}>
      <h2>
        {t(`text.${text.what}`)} {text.name && <code>{text.name}</code>}
      </h2>
      <p lang="zh-CN">{text.zh}</p>
      <p lang="en" className={styles.en}>
        {text.en}
      </p>
    </section>
  )
}

function Legend({ flow, onChoose }: { flow: Flow; onChoose: (step: string) => void }) {
  const { t } = useTranslation('flows')
  const { locale } = usePreferences()
  const used = STEP_KINDS.filter((kind) => flow.steps.some((step) => step.kind === kind))
  return (
    <aside className={styles.panel} aria-label={t('legend')}>
      <p className={styles.hint}>{t('pick')}</p>
      <ul className={styles.legend}>
        {used.map((kind) => (
          <li key={kind}>
            <span className={styles.icon} style={{ background: looksOf(kind).color }}>
              {looksOf(kind).icon}
            </span>
            <span>
              <strong>{t(`kind.${kind}`)}</strong>
              <span className={styles.hint}>{t(`means.${kind}`)}</span>
            </span>
          </li>
        ))}
      </ul>
      <h2 className={styles.sub}>{t('collects')}</h2>
      <ul className={styles.slots}>
        {Object.entries(flow.slots).map(([name, slot]) => (
          <li key={name}>
            <button
              type="button"
              onClick={() =>
                onChoose(flow.steps.find((step) => step.kind === 'collect' && step.slots.includes(name))?.id ?? '')
              }
            >
              {slot.title[locale]} <code>{name}</code> <span className={styles.hint}>{slot.kind}</span>
            </button>
          </li>
        ))}
      </ul>
    </aside>
  )
}
